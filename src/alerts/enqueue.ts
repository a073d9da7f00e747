import type { WatchRecord } from '../storage/index.ts';
import { mergeOutboxes, type OutboxAddition } from './change-outbox.ts';
import { wantsPolls } from './kinds/index.ts';
import type { Notice, Outbox, Subscription } from './types.ts';

/** Changes every subscription of a record. */
export function mapSubscriptions(
  record: WatchRecord,
  change: (subscription: Subscription, chat: number) => Subscription,
): WatchRecord {
  const chats = Object.entries(record.chats).map(
    ([chat, subscription]) => [chat, change(subscription, Number(chat))] as const,
  );
  return { ...record, chats: Object.fromEntries(chats) };
}

/** Sets the outbox of a subscription; `undefined` removes it. */
export function setOutbox(subscription: Subscription, outbox: Outbox | undefined): Subscription {
  const { pending: _, ...rest } = subscription;
  return outbox === undefined ? rest : { ...rest, pending: outbox };
}

/** Merges an addition into each chat's outbox. */
export function enqueue(
  record: WatchRecord,
  addition: (subscription: Subscription, chat: number) => OutboxAddition | undefined,
): WatchRecord {
  return mapSubscriptions(record, (subscription, chat) =>
    setOutbox(subscription, mergeOutboxes(subscription.pending, addition(subscription, chat))),
  );
}

/** Adds notices to the chats' outboxes, except of chats that want no alerts. */
export function enqueueNotices(record: WatchRecord, notices: (chat: number) => Notice[]): WatchRecord {
  return enqueue(record, ({ settings }, chat) =>
    wantsPolls(settings) ? { notices: notices(chat) } : undefined,
  );
}
