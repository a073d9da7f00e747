export { createAlerts } from './alerts.ts';
export {
  type Alerts,
  type AlertsStatus,
  idleAlerts,
  type PollNowResult,
  type SubscriptionStatus,
} from './alerts-interface.ts';
export { defaultAlertSettings, defaultBigFanThreshold } from './default-alert-settings.ts';
export { type Destination, isSameDestination } from './destination.ts';
export { hasOnlyReports, isReport } from './enqueue-due-reports.ts';
export {
  type DayChange,
  type FanChanges,
  type FanDay,
  type FanHistory,
  fanChangeOver,
  fanChangeOverHours,
  fanChanges,
  fanDaysOf,
} from './fan-history.ts';
export { createHourlyCounter, type HourlyCounter } from './hourly-counter.ts';
export {
  type AlertKindName,
  type AlertSwitch,
  alertKindNames,
  alertSwitches,
  wantsPolls,
} from './kinds/index.ts';
export { countPeopleInBatch, emptyBatch } from './people-in-outbox.ts';
export { createWatcher } from './poll-only-watcher.ts';
export type { PollResult } from './poll-result.ts';
export { type QuietHours, type QuietHoursOf, quietHoursEnd } from './quiet-hours.ts';
export { type ReportKind, type ReportSettings, wantsReports } from './report-schedule.ts';
export type { Digest, SendDigest, SendResult } from './send-digest-interface.ts';
export type { SendRates } from './send-rate-limit.ts';
export type { SubscriptionChange } from './subscription-changes.ts';
export { maxListedFans } from './validate-fan-page.ts';
export type { AlertSettings, Batch, Fan, Outbox } from './watch-record-parts.ts';
