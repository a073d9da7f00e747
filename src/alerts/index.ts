export { createAlerts } from './alerts.ts';
export type { Alerts, PollNowResult, SubscriptionStatus } from './alerts-interface.ts';
export { type AlertsStatus, idleAlerts } from './alerts-status-type.ts';
export { defaultBigFanThreshold } from './big-fan-threshold.ts';
export { defaultAlertSettings } from './default-alert-settings.ts';
export { type Destination, isSameDestination } from './destination.ts';
export type { Digest, SendDigest, SendResult } from './digest-and-send-result.ts';
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
export { hasOnlyReports, isReport } from './is-report-notice.ts';
export {
  type AlertKindName,
  type AlertSwitch,
  alertKindNames,
  alertSwitches,
  wantsPolls,
} from './kinds/index.ts';
export { countPeopleInBatch, emptyBatch } from './people-batch.ts';
export type { PollResult } from './poll-result.ts';
export { createWatcher } from './poll-without-delivery.ts';
export { type QuietHours, type QuietHoursOf, quietHoursEnd } from './quiet-hours.ts';
export { type ReportKind, type ReportSettings, wantsReports } from './report-schedule.ts';
export type { SendRates } from './send-rate-limit.ts';
export type { SubscriptionChange } from './subscription-changes.ts';
export { maxListedFans } from './validate-fan-page.ts';
export type { AlertSettings, Batch, Fan, Outbox } from './watch-record-parts.ts';
