import { expect, it } from 'vitest';
import { createCalendarDays } from '../../src/jobs/calendar-days.ts';

const hour = 3_600_000;

it.each([
  ['Asia/Shanghai', '2026-01-01T15:59:59.999Z', '2026-01-01', '2026-01-01T16:00:00.000Z'],
  ['Asia/Shanghai', '2026-01-01T16:00:00.000Z', '2026-01-02', '2026-01-02T16:00:00.000Z'],
  ['UTC', '2026-12-31T23:00:00.000Z', '2026-12-31', '2027-01-01T00:00:00.000Z'],
  ['America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-08', '2026-03-09T04:00:00.000Z'],
  ['America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-01', '2026-11-02T05:00:00.000Z'],
])('in %s the moment %s is on %s, which ends at %s', (timezone, time, day, next) => {
  const days = createCalendarDays(timezone);
  expect(days.of(Date.parse(time))).toBe(day);
  expect(new Date(days.next(Date.parse(time))).toISOString()).toBe(next);
});

it('a day of 23 hours and one of 25 are told apart from others', () => {
  const days = createCalendarDays('America/New_York');
  const length = (start: string) => days.next(Date.parse(start)) - Date.parse(start);
  expect(length('2026-03-08T05:00:00Z')).toBe(23 * hour);
  expect(length('2026-11-01T04:00:00Z')).toBe(25 * hour);
});

it('a timezone that does not exist is refused', () => {
  expect(() => createCalendarDays('Moon/Crater')).toThrow(RangeError);
});
