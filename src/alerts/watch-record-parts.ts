import type { WatchRecord } from '../storage/index.ts';

/** A chat's subscription to the alerts of a watched account. */
export type Subscription = WatchRecord['chats'][string];

/** What a chat wants to be alerted to. */
export type AlertSettings = Subscription['settings'];

/** The undelivered alerts of a chat for one account. */
export type Outbox = NonNullable<Subscription['pending']>;

/** People to report: the first with details, then mids only, then only a count. */
export type Batch = Outbox['fans'];

/** A new fan as described in the list; `at` in seconds. */
export type Fan = Batch['first'][number];

/** A notice of trouble, recovery, a start, or a report. */
export type Notice = Outbox['notices'][number];

/** Changes a chat's subscription, if it has one. */
export function changeSubscription(
  record: WatchRecord,
  chat: number,
  change: (subscription: Subscription) => Subscription,
): WatchRecord {
  const subscription = record.chats[chat];
  if (subscription === undefined) return record;
  return { ...record, chats: { ...record.chats, [chat]: change(subscription) } };
}

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
