const hour = 60 * 60 * 1000;

/** Tells days apart as people in a timezone (IANA name) do; summer time is heeded. All times in ms since 1970. */
export interface CalendarDays {
  /** The day a moment falls on, as 2026-01-31. */
  of(time: number): string;
  /** When the day after it begins. */
  next(time: number): number;
}

/** The days of one timezone. @throws RangeError for a timezone that does not exist. */
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
      // No day is longer than 25 hours, and the calendar only turns forward: halving finds the turn.
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
