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

/** Where alerts are sent: a chat, and in a forum the topic. */
export interface Destination {
  chat: number;
  thread?: number;
}

/** Whether two destinations are the same. */
export function isSameDestination(one: Destination, other: Destination): boolean {
  return one.chat === other.chat && one.thread === other.thread;
}

/** Where the alerts of a subscribed chat are sent. */
export function destinationOf({ to }: { to?: Destination | undefined }, chat: number): Destination {
  return to ?? { chat };
}

/** The settings of a new subscription. */
export const defaultAlertSettings: AlertSettings = {
  fans: true,
  lost: false,
  milestones: true,
  refollowDays: 30,
};
