import type { WatchRecord } from '../storage/index.ts';
import { buildOutbox, mergeOutboxes, setOutbox } from './outbox.ts';
import { type ReportKind, reportsDue } from './report-schedule.ts';
import { mapSubscriptions, type Notice, type Outbox } from './watch-record-parts.ts';

/** The kind of notice for each report. */
const reportNotices = { daily: 'dailyReport', weekly: 'weeklyReport' } as const satisfies Record<
  ReportKind,
  Notice['kind']
>;

/** Whether a notice is a report. */
export function isReport({ kind }: Notice): boolean {
  return kind === reportNotices.daily || kind === reportNotices.weekly;
}

/** Whether an outbox contains only reports, which are sent silently. */
export function hasOnlyReports(outbox: Outbox): boolean {
  const others = buildOutbox(undefined, (name, kind) => (name === 'notices' ? kind.none : outbox[name]));
  return others === undefined && outbox.notices.every(isReport);
}

/**
 * Adds the due reports to the outboxes, each once for its day.
 * @param timezones of the chats, by id; a chat without timezone gets no report
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
    const notices = (Object.keys(due) as ReportKind[]).map((kind) => ({
      kind: reportNotices[kind],
      at: now,
    }));
    if (notices.length === 0) return subscription;
    const reported = { ...subscription.reported, ...due };
    return setOutbox({ ...subscription, reported }, mergeOutboxes(subscription.pending, { notices }));
  });
}
