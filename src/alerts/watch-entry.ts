import type { WatchRecord } from '../storage/index.ts';
import { isFullyTold, type LastPoll } from './detect-unchanged-poll.ts';
import { wantsPolls } from './kinds/index.ts';
import { partForQuietHours } from './outbox-contents.ts';
import { type Destination, destinationOf, type Subscription } from './types.ts';

/** What is kept in memory of a watched account; little, for there may be thousands. */
export interface WatchEntry extends LastPoll {
  /** The chats with alerts that are not paused. */
  subscribers: readonly Subscriber[];
  /** The chats whose alerts are paused. */
  paused: readonly number[];
  /** The last good poll, ms since 1970; on the disk it may be some hours older. */
  polledAt?: number | undefined;
  /** The last good poll of this run of the program, by the monotonic clock. */
  polledInRun?: number | undefined;
  /** The last time the whole list was read for who had left, by the monotonic clock. */
  comparedAt?: number | undefined;
  /** The site wants the account to be left alone until then, ms since 1970. */
  restUntil?: number | undefined;
  /** A chat waits for its first poll. */
  isAwaited?: true | undefined;
}

/** A chat that is subscribed. */
export interface Subscriber {
  chat: number;
  /** Where its alerts go. */
  destination: Destination;
  /** Something is in its outbox. */
  waiting: boolean;
  /** Some of that is told in quiet hours, too. */
  urgent: boolean;
  /** It wants to be told of something; through the logins of such chats the account is polled. */
  wantsPolls: boolean;
  loginLost: boolean;
}

/** Whether anybody wants to be told who may be told. */
export function isPolled(entry: WatchEntry | undefined): boolean {
  return entry?.subscribers.some((subscriber) => subscriber.wantsPolls) ?? false;
}

/** The same for all, since hardly anything is paused. */
const nobody: readonly number[] = [];

export function watchEntryOf(record: WatchRecord, old: WatchEntry | undefined): WatchEntry {
  const subscriptions = Object.entries(record.chats);
  const polledAt = Math.max(old?.polledAt ?? 0, record.lookedAt ?? 0);
  const paused = subscriptions.filter(([, one]) => one.paused !== undefined).map(([id]) => Number(id));
  return {
    subscribers: subscriptions
      .filter(([, { paused }]) => paused === undefined)
      .map(([id, subscription]) => subscriberOf(Number(id), subscription)),
    paused: paused.length === 0 ? nobody : paused,
    polledAt: polledAt === 0 ? undefined : polledAt,
    polledInRun: old?.polledInRun,
    writtenAt: record.lookedAt,
    comparedAt: old?.comparedAt,
    fingerprint: isFullyTold(record) ? old?.fingerprint : undefined,
    restUntil: record.trouble?.until,
    ...(subscriptions.some(([, { anew }]) => anew !== undefined) && { isAwaited: true }),
  };
}

function subscriberOf(chat: number, subscription: Subscription): Subscriber {
  const { pending: outbox, settings } = subscription;
  return {
    chat,
    destination: destinationOf(subscription, chat),
    waiting: outbox !== undefined,
    urgent: outbox !== undefined && partForQuietHours(outbox, settings) !== undefined,
    wantsPolls: wantsPolls(settings),
    loginLost: subscription.loginLost !== undefined,
  };
}
