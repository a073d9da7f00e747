export {
  type Alerts,
  type AlertsStatus,
  createAlerts,
  type PollNowResult,
  type SubscriptionStatus,
} from './alerts.ts';
export {
  calendarDay,
  changeOver,
  changeOverHours,
  type DayChange,
  daysOf,
  type FanChanges,
  type FanDay,
  type FanHistory,
  fanChanges,
  startOfDay,
} from './fan-history.ts';
export { createHourlyCounter } from './hourly-counter.ts';
export { countOf } from './outbox.ts';
export type {
  AlertsDeps,
  Digest,
  PollResult,
  QuietHoursOf,
  SendDigest,
  SendResult,
  SessionOf,
} from './ports.ts';
export { type QuietHours, quietUntil } from './quiet-hours.ts';
export { type ReportKind, type ReportSettings, wantsReports } from './reports.ts';
export type { SubscriptionChange } from './subscriptions.ts';
export {
  type AlertSettings,
  type Batch,
  type Destination,
  defaultAlertSettings,
  type Fan,
  isSameDestination,
  listedFans,
  type Notice,
  type Outbox,
  wantsPolls,
} from './types.ts';
