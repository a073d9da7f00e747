import type { AlertSettings } from './watch-record-parts.ts';

/** The settings of a new subscription. */
export const defaultAlertSettings: AlertSettings = {
  fans: true,
  lost: false,
  milestones: true,
  refollowDays: 30,
};

/** From how many fans a person counts as big, unless a chat's settings say otherwise. */
export const defaultBigFanThreshold = 10_000;
