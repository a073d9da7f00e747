import type { WatchRecord } from '../storage/index.ts';
import { reportNotices } from './is-report-notice.ts';
import { mergeOutboxes, setOutbox } from './outbox.ts';
import { type ReportKind, reportsDue } from './report-schedule.ts';
import { mapSubscriptions } from './watch-record-parts.ts';

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
