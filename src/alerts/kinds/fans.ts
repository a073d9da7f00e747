import { isBigFan } from '../big-fan-threshold.ts';
import { defaultAlertSettings } from '../default-alert-settings.ts';
import { newcomersFor } from '../newcomers-for-chat.ts';
import { batchFunctions, fanBatchOf } from '../people-batch.ts';
import type { Outbox } from '../watch-record-parts.ts';
import { type AlertKind, type AlertSwitchRow, onOffSwitch } from './kind.ts';

const refollows: AlertSwitchRow = {
  isOn: ({ refollowDays }) => refollowDays === 0,
  turn: (on) => ({ refollowDays: on ? 0 : defaultAlertSettings.refollowDays }),
  needsPolls: false,
};

/**
 * The alert kind for certainly new fans. A chat that wants only big fans also gets those whose fan count is
 * unknown.
 */
export const fanAlerts = {
  ...batchFunctions,
  switches: { fans: onOffSwitch('fans', { needsPolls: true }), refollows },
  find(findings, { settings }) {
    const all = newcomersFor(findings.news.fans, findings, settings);
    const others = settings.bigFans ? all.filter((fan) => !isBigFan(fan, settings)) : all;
    if (settings.fans) return fanBatchOf(others, findings.news.beyond);
    return fanBatchOf(settings.bigFans ? others.filter((fan) => isBigFan(fan, settings) === undefined) : []);
  },
} satisfies AlertKind<Outbox['fans']>;
