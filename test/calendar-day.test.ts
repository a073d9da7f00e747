import { describe, expect, it } from 'vitest';
import { calendarDay, startOfDay } from '../src/calendar-day.ts';
import { day, hour, minute } from '../src/time-units.ts';

/** Noon of a day in January 2026 in Shanghai, ms. */
const noon = (date: number) => Date.UTC(2026, 0, date, 4);

describe('days', () => {
  it('are those of the calendar of a timezone', () => {
    const late = Date.UTC(2026, 0, 1, 20);
    expect(calendarDay(late, 'Asia/Shanghai') - calendarDay(late, 'Europe/London')).toBe(1);
  });

  it.each(['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'begin at midnight, also where the clocks change (%s)',
    (zone) => {
      for (let one = calendarDay(noon(1), zone); one < calendarDay(noon(1), zone) + 366; one += 1) {
        const start = startOfDay(one, zone);
        expect(calendarDay(start, zone)).toBe(one);
        expect(calendarDay(start - minute, zone)).toBe(one - 1);
      }
    },
  );

  it.each([
    ['Asia/Shanghai', '2026-01-01T15:59:59.999Z', '2026-01-01', '2026-01-01T16:00:00.000Z'],
    ['Asia/Shanghai', '2026-01-01T16:00:00.000Z', '2026-01-02', '2026-01-02T16:00:00.000Z'],
    ['UTC', '2026-12-31T23:00:00.000Z', '2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-08', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-01', '2026-11-02T05:00:00.000Z'],
  ])('in %s the moment %s is on %s, which ends at %s', (timezone, time, date, next) => {
    const today = calendarDay(Date.parse(time), timezone);
    expect(new Date(today * day).toISOString().slice(0, 10)).toBe(date);
    expect(new Date(startOfDay(today + 1, timezone)).toISOString()).toBe(next);
  });

  it('have 23 or 25 hours where the clocks change', () => {
    const length = (start: string) =>
      startOfDay(calendarDay(Date.parse(start), 'America/New_York') + 1, 'America/New_York') -
      Date.parse(start);
    expect(length('2026-03-08T05:00:00Z')).toBe(23 * hour);
    expect(length('2026-11-01T04:00:00Z')).toBe(25 * hour);
  });

  it('need a timezone that exists', () => {
    expect(() => calendarDay(0, 'Moon/Crater')).toThrow(RangeError);
  });
});
