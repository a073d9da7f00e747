import { type AlertKindName, alertKindNames, alertKinds } from './kinds/index.ts';
import type { AlertKind } from './kinds/kind.ts';
import type { ReportKind } from './report-schedule.ts';
import type { Notice, Outbox } from './types.ts';

/** The notice by which each report is sent. */
export const reportNotices = { daily: 'dailyReport', weekly: 'weeklyReport' } as const satisfies Record<
  ReportKind,
  Notice['kind']
>;

/** Whether a notice is a report. */
export function isReport({ kind }: Notice): boolean {
  return kind === reportNotices.daily || kind === reportNotices.weekly;
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
