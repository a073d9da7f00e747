export {
  type Alerts,
  type AlertsStatus,
  type Check,
  createAlerts,
  type WatchView,
} from './alerts.ts';
export { countOf } from './outbox.ts';
export type { AlertsDeps, Digest, Look, QuietHoursOf, Send, Sent, SessionOf } from './ports.ts';
export { type QuietHours, quietUntil } from './quiet-hours.ts';
export { createTally } from './hourly-counter.ts';
export {
  type AlertSettings,
  type Batch,
  type Fan,
  isSamePlace,
  type Notice,
  type Pending,
  type Place,
  shown,
  usualSettings,
  wantsLooks,
} from './types.ts';
export type { WatcherChange } from './subscriptions.ts';
