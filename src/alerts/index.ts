export {
  type Alerts,
  type AlertsStatus,
  type Check,
  createAlerts,
  type WatchView,
} from './alerts.ts';
export { countOf } from './pending.ts';
export type { AlertsDeps, Digest, Look, QuietHoursOf, Send, Sent, SessionOf } from './ports.ts';
export { type QuietHours, quietUntil } from './quiet.ts';
export { createTally } from './tally.ts';
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
export type { WatcherChange } from './watchers.ts';
