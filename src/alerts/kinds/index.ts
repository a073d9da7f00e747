import { wantsReports } from '../report-schedule.ts';
import type { AlertSettings, Outbox } from '../watch-record-parts.ts';
import type { AlertKind, AlertSwitchRow } from './kind.ts';
import { lostFanAlerts } from './lost.ts';
import { milestoneAlerts } from './milestones.ts';
import { netLossAlerts } from './net-loss.ts';
import { bigFanAlerts, fanAlerts, mutualAlerts } from './new-fans.ts';
import { noticeAlerts } from './notices.ts';

const rows = {
  bigFans: bigFanAlerts,
  fans: fanAlerts,
  mutuals: mutualAlerts,
  lost: lostFanAlerts,
  netLoss: netLossAlerts,
  milestones: milestoneAlerts,
  notices: noticeAlerts,
};

/**
 * The kinds of alerts, by their field in an outbox. `away` is not a kind: it tells when the new fans came.
 */
export type AlertKindName = Exclude<keyof Outbox, 'away'>;

/** All kinds of alerts. An outbox field without an entry here does not compile. */
export const alertKinds: { readonly [K in AlertKindName]: AlertKind<Outbox[K]> } = rows;

export const alertKindNames = Object.keys(rows) as AlertKindName[];

/** The switches of alerts in a chat's settings. */
export type AlertSwitch = {
  [K in AlertKindName]: keyof (typeof rows)[K]['switches'] & string;
}[AlertKindName];

/** The switches of all kinds. */
export const alertSwitches: Readonly<Record<AlertSwitch, AlertSwitchRow>> = {
  ...fanAlerts.switches,
  ...bigFanAlerts.switches,
  ...lostFanAlerts.switches,
  ...netLossAlerts.switches,
  ...milestoneAlerts.switches,
};

/** Whether a chat wants any alerts; if not, the site is not polled for it. */
export function wantsPolls(settings: AlertSettings): boolean {
  return (
    wantsReports(settings) ||
    Object.values(alertSwitches).some(({ needsPolls, isOn }) => needsPolls && isOn(settings))
  );
}
