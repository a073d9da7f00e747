import type { WatchRecord } from '../storage/index.ts';
import { wantsPolls } from './kinds/index.ts';
import { mergeOutboxes, type OutboxAddition } from './outbox-contents.ts';
import type { Notice, Outbox, Subscription } from './types.ts';

/** The record with its subscriptions changed. */
export function mapSubscriptions(
  record: WatchRecord,
  change: (subscription: Subscription, chat: number) => Subscription,
): WatchRecord {
  const chats = Object.entries(record.chats).map(
    ([chat, subscription]) => [chat, change(subscription, Number(chat))] as const,
  );
  return { ...record, chats: Object.fromEntries(chats) };
}

/** A subscription with another outbox; `undefined` when there is nothing to tell. */
export function withOutbox(subscription: Subscription, outbox: Outbox | undefined): Subscription {
  const { pending: _, ...rest } = subscription;
  return outbox === undefined ? rest : { ...rest, pending: outbox };
}

/** The record when something is added to the chats' outboxes. */
export function enqueue(
  record: WatchRecord,
  addition: (subscription: Subscription, chat: number) => OutboxAddition | undefined,
): WatchRecord {
  return mapSubscriptions(record, (subscription, chat) =>
    withOutbox(subscription, mergeOutboxes(subscription.pending, addition(subscription, chat))),
  );
}

/** The record when these notices are added to the chats' outboxes; chats that want nothing get none. */
export function enqueueNotices(record: WatchRecord, notices: (chat: number) => Notice[]): WatchRecord {
  return enqueue(record, ({ settings }, chat) =>
    wantsPolls(settings) ? { notices: notices(chat) } : undefined,
  );
}
