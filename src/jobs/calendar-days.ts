import { hour } from '../time-units.ts';

/** Calendar days of one timezone, with daylight saving time. Times in ms since 1970. */
export interface CalendarDays {
  /** The calendar day of a moment, such as 2026-01-31. */
  of(time: number): string;
  /** When the following day begins. */
  next(time: number): number;
}

/**
 * Calendar days of `timezone`, an IANA name.
 * @throws RangeError for a timezone that does not exist
 */
export function createCalendarDays(timezone: string): CalendarDays {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const of = (time: number) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  };
  return {
    of,
    next(time) {
      const today = of(time);
      // No day is longer than 25 hours and dates never go back, so a binary search finds when the date
      // changes.
      let before = time;
      let after = time + 26 * hour;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (of(middle) === today) before = middle;
        else after = middle;
      }
      return after;
    },
  };
}
