import type { WatchRecord } from '../../storage/index.ts';
import { batchFunctions } from '../people-in-outbox.ts';
import { changeSubscription, type Outbox } from '../watch-record-parts.ts';
import { type AlertKind, onOffSwitch } from './kind.ts';

/** The alert kind for lost fans. They are found by lost-fans.ts, from a complete list. */
export const lostFanAlerts = {
  ...batchFunctions,
  switches: { lost: onOffSwitch('lost', { needsPolls: true }) },
  settingsChanged(record, { before, chat, now }) {
    const wasOn = before.chats[chat]?.settings.lost ?? false;
    const next = changeSubscription(record, chat, ({ lostSince, ...rest }) => {
      const since = wasOn ? lostSince : now;
      return { ...rest, ...(rest.settings.lost && since !== undefined && { lostSince: since }) };
    });
    // Fans who left while the alert was off are not reported later.
    const begins = isWanted(next) && !isWanted(before) && record.lookedAt !== undefined;
    return begins ? { ...next, compare: 'silent' } : next;
  },
} satisfies AlertKind<Outbox['lost']>;

function isWanted({ chats }: WatchRecord): boolean {
  return Object.values(chats).some(({ settings }) => settings.lost);
}
