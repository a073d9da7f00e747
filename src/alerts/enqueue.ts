import type { WatchRecord } from '../storage/index.ts';
import { appendToOutbox, type OutboxAddition } from './outbox.ts';
import { type Notice, type Subscription, wantsPolls } from './types.ts';

/** The record with its watchers changed. */
export function mapSubscriptions(
  record: WatchRecord,
  change: (subscription: Subscription, chat: number) => Subscription,
): WatchRecord {
  const chats = Object.entries(record.chats).map(
    ([chat, subscription]) => [chat, change(subscription, Number(chat))] as const,
  );
  return { ...record, chats: Object.fromEntries(chats) };
}

/** The record when each chat is owed something more. */
export function enqueue(
  record: WatchRecord,
  addition: (subscription: Subscription, chat: number) => OutboxAddition,
): WatchRecord {
  return mapSubscriptions(record, (subscription, chat) => {
    const { pending: old, ...rest } = subscription;
    const pending = appendToOutbox(old, addition(subscription, chat));
    return pending === undefined ? rest : { ...rest, pending };
  });
}

/** The record when these notices come to what chats are owed; those that want nothing get none. */
export function enqueueNotices(
  record: WatchRecord,
  notices: (chat: number) => readonly Notice[],
): WatchRecord {
  return enqueue(record, ({ settings }, chat) => (wantsPolls(settings) ? { notices: notices(chat) } : {}));
}
