/** The settings of a new subscription. */
import type { AlertSettings } from './watch-record-parts.ts';
export const defaultAlertSettings: AlertSettings = {
  fans: true,
  lost: false,
  milestones: true,
  refollowDays: 30,
};
