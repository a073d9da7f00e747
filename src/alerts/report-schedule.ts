import { calendarDay, startOfDay } from './calendar-day.ts';
import { day as dayLength, minute } from './time-units.ts';
import type { AlertSettings, Subscription } from './types.ts';

/** When a chat wants to be told how its fans went. */
export type ReportSettings = NonNullable<AlertSettings['reports']>;

/** What a report is of. */
export type ReportKind = 'daily' | 'weekly';

/** Whether a chat wants reports. */
export function wantsReports({ reports }: Pick<AlertSettings, 'reports'>): boolean {
  return reports !== undefined && (reports.daily || reports.weekly !== undefined);
}

/** Which reports are due, by the calendar day (days since 1970) each is of. */
export function reportsDue(
  { at, daily, weekly, since }: ReportSettings,
  reported: Subscription['reported'],
  timezone: string,
  now: number,
): Partial<Record<ReportKind, number>> {
  const today = calendarDay(now, timezone);
  const time = (day: number) => startOfDay(day, timezone) + at * minute;
  const last = time(today) <= now ? today : today - 1;
  // How many days ago the weekday was.
  const ago = weekly === undefined ? 0 : (weekdayOf(last) - weekly + 7) % 7;
  const wanted = { daily: daily ? last : undefined, weekly: weekly === undefined ? undefined : last - ago };
  const due: Partial<Record<ReportKind, number>> = {};
  for (const kind of ['daily', 'weekly'] as const) {
    const day = wanted[kind];
    if (day === undefined) continue;
    const before = told(reported?.[kind], day);
    if (day > before && (time(day) > since || since - now > dayLength)) due[kind] = day;
  }
  return due;
}

/** The day of the last report; one that is a week ahead was told by a clock that was, and would keep all until then from being told. */
function told(reported = 0, wanted: number): number {
  return reported > wanted + 7 ? 0 : reported;
}

/** 1 Monday … 7 Sunday, of a day since 1970. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
