import { calendarDay, startOfDay } from '../calendar-day.ts';
import { day as dayLength, minute } from '../time-units.ts';
import type { AlertSettings, Subscription } from './watch-record-parts.ts';

/** When a chat wants reports of its fans. */
export type ReportSettings = NonNullable<AlertSettings['reports']>;

/** The period of a report. */
export type ReportKind = 'daily' | 'weekly';

/** Whether a chat wants reports. */
export function wantsReports({ reports }: Pick<AlertSettings, 'reports'>): boolean {
  return reports !== undefined && (reports.daily || reports.weekly !== undefined);
}

/** The reports that are due, with the calendar day (days since 1970) of each. */
export function reportsDue(
  { at, daily, weekly, since }: ReportSettings,
  reported: Subscription['reported'],
  timezone: string,
  now: number,
): Partial<Record<ReportKind, number>> {
  const today = calendarDay(now, timezone);
  const time = (day: number) => startOfDay(day, timezone) + at * minute;
  const last = time(today) <= now ? today : today - 1;
  // Days since the last such weekday.
  const ago = weekly === undefined ? 0 : (weekdayOf(last) - weekly + 7) % 7;
  const wanted = { daily: daily ? last : undefined, weekly: weekly === undefined ? undefined : last - ago };
  const due: Partial<Record<ReportKind, number>> = {};
  for (const kind of ['daily', 'weekly'] as const) {
    const day = wanted[kind];
    if (day === undefined) continue;
    const before = lastReportDay(reported?.[kind], day);
    if (day > before && (time(day) > since || since - now > dayLength)) due[kind] = day;
  }
  return due;
}

/**
 * The day of the last report. One more than a week ahead was recorded by a wrong clock and is ignored, or it
 * would suppress all reports until then.
 */
function lastReportDay(reported = 0, wanted: number): number {
  return reported > wanted + 7 ? 0 : reported;
}

/** The weekday of a day since 1970: 1 Monday … 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
