import type { WatchRecord } from '../storage/index.ts';
import { enqueue, enqueueNotices, mapSubscriptions } from './enqueue.ts';
import { type Destination, destinationOf, isSameDestination, type Notice } from './types.ts';

/** What is wrong with an account itself. */
export type Trouble = NonNullable<WatchRecord['trouble']>['why'];

/** The record once an account is in trouble: all chats are told when it begins, and no more while it lasts. */
export function markTrouble(record: WatchRecord, why: Trouble, now: number, until?: number): WatchRecord {
  const rest = until === undefined ? {} : { until };
  if (record.trouble?.why === why)
    return { ...record, trouble: { why, since: record.trouble.since, ...rest } };
  return {
    ...enqueueNotices(record, () => [{ kind: why, at: now, ...rest }]),
    trouble: { why, since: now, ...rest },
  };
}

/** The record once the logins of these chats were found dead: each is told when that begins. */
export function markLoginsLost(record: WatchRecord, chats: readonly number[], now: number): WatchRecord {
  const lost = new Set(chats.filter((chat) => record.chats[chat] && !record.chats[chat].loginLost));
  if (lost.size === 0) return record;
  const told = enqueueNotices(record, (chat) => (lost.has(chat) ? [{ kind: 'login', at: now }] : []));
  return mapSubscriptions(told, (subscription, chat) =>
    lost.has(chat) ? { ...subscription, loginLost: now } : subscription,
  );
}

/** The record after a good poll through the login of `chat`: what was wrong is well again, and said to be. */
export function markRecovered(record: WatchRecord, chat: number, now: number): WatchRecord {
  const { trouble, ...rest } = record;
  const lost = record.chats[chat]?.loginLost !== undefined;
  if (trouble === undefined && !lost) return record;
  const recovered = (of: NonNullable<Notice['of']>): Notice => ({ kind: 'recovered', of, at: now });
  const told = enqueueNotices(rest, (one) => [
    ...(trouble ? [recovered(trouble.why)] : []),
    ...(lost && one === chat ? [recovered('login')] : []),
  ]);
  return mapSubscriptions(told, (subscription, one) => {
    if (one !== chat) return subscription;
    const { loginLost: _, ...well } = subscription;
    return well;
  });
}

/**
 * The record once no messages are taken for a chat at a destination. What went elsewhere comes to the chat itself again,
 * which is told so; where that is the chat itself, its alerts wait until it is resumed. Outboxes lose nothing.
 */
export function loseDestination(
  record: WatchRecord,
  lost: { chat: number; destination: Destination; why: 'blocked' | 'gone' },
  now: number,
): WatchRecord {
  const { chat, destination, why } = lost;
  const subscription = record.chats[chat];
  // Where they go may have been changed while the message was on its way.
  if (subscription === undefined || !isSameDestination(destinationOf(subscription, chat), destination))
    return record;
  const change = (one: typeof subscription) => {
    const { to, ...rest } = one;
    return to === undefined ? { ...one, paused: { why, since: now } } : rest;
  };
  const told =
    subscription.to === undefined
      ? record
      : enqueue(record, (_, one) =>
          one === chat ? { notices: [{ kind: 'placeLost', at: now, place: destination }] } : undefined,
        );
  return mapSubscriptions(told, (one, id) => (id === chat ? change(one) : one));
}
