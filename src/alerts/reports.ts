import type { WatchRecord } from '../storage/index.ts';
import { mapSubscriptions } from './enqueue.ts';
import { calendarDay, startOfDay } from './fan-history.ts';
import { appendToOutbox } from './outbox.ts';
import { type AlertSettings, minute, type Notice, type Subscription } from './types.ts';

/** When a chat wants to be told how its fans went. */
export type ReportSettings = NonNullable<AlertSettings['reports']>;

/** What a report is of. */
export type ReportKind = 'daily' | 'weekly';

const noticeOf = { daily: 'dailyReport', weekly: 'weeklyReport' } as const satisfies Record<
  ReportKind,
  Notice['kind']
>;

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
    if (day !== undefined && time(day) > since && day > (reported?.[kind] ?? 0)) due[kind] = day;
  }
  return due;
}

/** 1 Monday … 7 Sunday, of a day since 1970. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * The record with the reports that are due in the outboxes, each once for its day.
 * @param timezones of the chats, by id; without its timezone a chat gets none
 */
export function enqueueReports(
  record: WatchRecord,
  timezones: ReadonlyMap<number, string>,
  now: number,
): WatchRecord {
  return mapSubscriptions(record, (subscription, chat) => {
    const timezone = timezones.get(chat);
    const { reports } = subscription.settings;
    if (timezone === undefined || reports === undefined || subscription.anew !== undefined)
      return subscription;
    const due = reportsDue(reports, subscription.reported, timezone, now);
    const notices = (Object.keys(due) as ReportKind[]).map((kind) => ({ kind: noticeOf[kind], at: now }));
    if (notices.length === 0) return subscription;
    const pending = appendToOutbox(subscription.pending, { notices });
    return { ...subscription, reported: { ...subscription.reported, ...due }, ...(pending && { pending }) };
  });
}
