import { type AlertKindName, alertKindNames, alertKinds } from './kinds/index.ts';
import type { AlertKind } from './kinds/kind.ts';
import type { ReportKind } from './report-schedule.ts';
import type { Notice, Outbox } from './watch-record-parts.ts';

/** The kind of notice for each report. */
export const reportNotices = { daily: 'dailyReport', weekly: 'weeklyReport' } as const satisfies Record<
  ReportKind,
  Notice['kind']
>;

/** Whether a notice is a report. */
export function isReport({ kind }: Notice): boolean {
  return kind === reportNotices.daily || kind === reportNotices.weekly;
}

/** Whether an outbox contains only reports, which are sent silently. */
export function hasOnlyReports(outbox: Outbox): boolean {
  const isEmpty = <K extends AlertKindName>(name: K) => {
    const kind: AlertKind<Outbox[K]> = alertKinds[name];
    return kind.count(outbox[name] ?? kind.none) === 0;
  };
  return (
    alertKindNames.every((name) => name === 'notices' || isEmpty(name)) && outbox.notices.every(isReport)
  );
}
