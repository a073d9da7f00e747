import type { WatchRecord } from '../storage/index.ts';
import { mapSubscriptions, withOutbox } from './enqueue.ts';
import { type AlertKindName, alertKindNames, alertKinds } from './kinds/index.ts';
import type { AlertKind } from './kinds/kind.ts';
import { mergeOutboxes } from './outbox.ts';
import { type ReportKind, reportsDue } from './report-schedule.ts';
import type { Notice, Outbox } from './types.ts';

const noticeOf = { daily: 'dailyReport', weekly: 'weeklyReport' } as const satisfies Record<
  ReportKind,
  Notice['kind']
>;

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
    const reported = { ...subscription.reported, ...due };
    return withOutbox({ ...subscription, reported }, mergeOutboxes(subscription.pending, { notices }));
  });
}

/** Whether a notice is a report. */
export function isReport({ kind }: Notice): boolean {
  return kind === noticeOf.daily || kind === noticeOf.weekly;
}

/** Whether there is nothing to tell but reports: they wake nobody. */
export function hasOnlyReports(outbox: Outbox): boolean {
  const isEmpty = <K extends AlertKindName>(name: K) => {
    const kind: AlertKind<Outbox[K]> = alertKinds[name];
    return kind.count(outbox[name] ?? kind.none) === 0;
  };
  return (
    alertKindNames.every((name) => name === 'notices' || isEmpty(name)) && outbox.notices.every(isReport)
  );
}
