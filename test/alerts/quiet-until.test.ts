import { expect, it } from 'vitest';
import { quietHoursEnd } from '../../src/alerts/index.ts';

it.each([
  ['23:00-08:00', 'Asia/Shanghai', '2026-01-01T14:59:59Z', undefined],
  ['23:00-08:00', 'Asia/Shanghai', '2026-01-01T15:00:00Z', '2026-01-02T00:00:00Z'],
  ['23:00-08:00', 'Asia/Shanghai', '2026-01-01T23:59:30Z', '2026-01-02T00:00:00Z'],
  ['23:00-08:00', 'Asia/Shanghai', '2026-01-02T00:00:00Z', undefined],
  ['12:30-14:00', 'UTC', '2026-01-01T13:10:05Z', '2026-01-01T14:00:00Z'],
  ['12:30-14:00', 'UTC', '2026-01-01T14:00:00Z', undefined],
  ['00:00-00:00', 'UTC', '2026-01-01T00:00:00Z', undefined],
  ['22:00-06:30', 'Asia/Kolkata', '2026-01-01T20:00:00Z', '2026-01-02T01:00:00Z'],
])('with quiet hours %s in %s, at %s the quiet ends %s', (hours, timezone, now, end) => {
  const [from = 0, to = 0] = hours.split('-').map((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return hour * 60 + minute;
  });
  const until = quietHoursEnd({ from, to, timezone }, Date.parse(now));
  expect(until).toBe(end === undefined ? undefined : Date.parse(end));
});
