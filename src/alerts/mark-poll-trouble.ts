import type { WatchRecord } from '../storage/index.ts';
import { enqueueNotices } from './outbox.ts';
import { changeSubscription, mapSubscriptions, type Notice } from './watch-record-parts.ts';

/** What prevents polling an account. */
export type Trouble = NonNullable<WatchRecord['trouble']>['why'];

/** Records that an account is in trouble; all chats are notified when it begins, not while it lasts. */
export function markTrouble(record: WatchRecord, why: Trouble, now: number, until?: number): WatchRecord {
  const rest = until === undefined ? {} : { until };
  if (record.trouble?.why === why)
    return { ...record, trouble: { why, since: record.trouble.since, ...rest } };
  return {
    ...enqueueNotices(record, () => [{ kind: why, at: now, ...rest }]),
    trouble: { why, since: now, ...rest },
  };
}

/** Records that the logins of these chats are invalid; each chat is notified once. */
export function markLoginsLost(record: WatchRecord, chats: readonly number[], now: number): WatchRecord {
  const lost = new Set(chats.filter((chat) => record.chats[chat] && !record.chats[chat].loginLost));
  if (lost.size === 0) return record;
  const notified = enqueueNotices(record, (chat) => (lost.has(chat) ? [{ kind: 'login', at: now }] : []));
  return mapSubscriptions(notified, (subscription, chat) =>
    lost.has(chat) ? { ...subscription, loginLost: now } : subscription,
  );
}

/** Records a successful poll through the login of `chat`: its trouble is over, and the chats are notified. */
export function markRecovered(record: WatchRecord, chat: number, now: number): WatchRecord {
  const { trouble, ...rest } = record;
  const lost = record.chats[chat]?.loginLost !== undefined;
  if (trouble === undefined && !lost) return record;
  const recovered = (of: NonNullable<Notice['of']>): Notice => ({ kind: 'recovered', of, at: now });
  const notified = enqueueNotices(rest, (one) => [
    ...(trouble ? [recovered(trouble.why)] : []),
    ...(lost && one === chat ? [recovered('login')] : []),
  ]);
  return changeSubscription(notified, chat, ({ loginLost: _, ...well }) => well);
}
