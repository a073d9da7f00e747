import type { WatchRecord } from '../storage/index.ts';

/** One chat's subscription to the alerts of one watched account. */
export type Subscription = WatchRecord['chats'][string];

/** What a chat wants to be told. */
export type AlertSettings = Subscription['settings'];

/** What a chat still has to be told of one account. */
export type Outbox = NonNullable<Subscription['pending']>;

/** People to tell of: the first with details, then mids, then only how many. */
export type Batch = Outbox['fans'];

/** A new fan with what the list said of them; `at` in seconds. */
export type Fan = Batch['first'][number];

/** Something that is wrong, or well again. */
export type Notice = Outbox['notices'][number];

/** Where alerts go: a chat, and in a forum the topic. */
export interface Destination {
  chat: number;
  thread?: number;
}

/** Whether two destinations are the same. */
export function isSameDestination(one: Destination, other: Destination): boolean {
  return one.chat === other.chat && one.thread === other.thread;
}

/** Where the alerts of a subscribed chat go. */
export function destinationOf({ to }: { to?: Destination | undefined }, chat: number): Destination {
  return to ?? { chat };
}

/** What a chat is told that asked for nothing else. */
export const defaultAlertSettings: AlertSettings = {
  fans: true,
  lost: false,
  milestones: true,
  refollowDays: 30,
};
