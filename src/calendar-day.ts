import { dateFormat } from './text/date-format-cache.ts';
import { day as dayLength, hour as hourLength } from './time-units.ts';

/**
 * The calendar day of a time (ms) in a timezone, in days since 1970.
 * @throws RangeError for an unknown timezone
 */
export function calendarDay(at: number, timezone: string): number {
  const format = dateFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  return Date.parse(`${format.format(at)}T00:00:00Z`) / dayLength;
}

/** The start (ms) of a calendar day in a timezone. */
export function startOfDay(day: number, timezone: string): number {
  // Timezones are at most 14 hours from UTC, and their offsets change at full quarters of an hour.
  let [before, after] = [day * dayLength - 15 * hourLength, day * dayLength + 15 * hourLength];
  while (after - before > 60_000) {
    const middle = Math.floor((before + after) / 2 / 60_000) * 60_000;
    if (calendarDay(middle, timezone) < day) before = middle;
    else after = middle;
  }
  return after;
}
