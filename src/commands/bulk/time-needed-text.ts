import { formatCount } from '../../bot/text/format-numbers.ts';
import { calendarDate } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Viewer } from '../../bot/viewer.ts';
import type { Forecast } from '../../jobs/index.ts';
import { day, hour, minute } from '../../time-units.ts';

/**
 * How long a job takes, as text: the time of day for hours, the number of days and the date for longer.
 * `undefined` when it would never end.
 */
export function timeNeeded(
  forecast: Forecast,
  { texts, timezone }: Pick<Viewer, 'texts' | 'timezone'>,
): string | undefined {
  const { milliseconds, nights, days, doneAt, madeAt } = forecast;
  if (doneAt === undefined) return undefined;
  if (nights === 0 && milliseconds < day) return formatDuration(milliseconds, texts);
  const done = calendarDate(doneAt, timezone);
  const year = done.year === calendarDate(madeAt, timezone).year ? undefined : done.year;
  return texts.jobs.days(formatCount(days), texts.jobs.doneAround(done.day, done.month, year));
}

/** An approximate duration as text. */
export function formatDuration(milliseconds: number, texts: Texts): string {
  const words = texts.jobs;
  if (milliseconds < minute) return words.seconds;
  if (milliseconds < 2 * hour) return words.minutes(Math.ceil(milliseconds / minute));
  return words.hours(Math.ceil(milliseconds / hour));
}
