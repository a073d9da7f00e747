import type { Clock } from '../clock.ts';
import type { WatchRecord } from '../storage/index.ts';
import { isFullyTold, type LastPoll } from './detect-unchanged-poll.ts';
import { wantsPolls } from './kinds/index.ts';
import { partForQuietHours } from './outbox-contents.ts';
import type { Destination, Subscription } from './types.ts';

/** What is kept in memory of a watched account; little, for there may be thousands. */
export interface WatchEntry extends LastPoll {
  /** The chats with alerts that are not paused. */
  subscribers: readonly Subscriber[];
  /** The chats whose alerts are paused. */
  paused: readonly number[];
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
  /** Where its alerts go, when it is not the chat itself. */
  to: Destination | undefined;
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

/** The last good poll, as far as this process knows, ms since 1970; on the disk it may be some hours older. */
export function lastPolledAt({ polledInRun, writtenAt }: WatchEntry, clock: Clock): number | undefined {
  if (polledInRun === undefined) return writtenAt;
  return Math.max(writtenAt ?? 0, clock.now() + polledInRun - clock.monotonic());
}

/** The same for all, since hardly anything is paused. */
const nobody: readonly number[] = [];

export function watchEntryOf(record: WatchRecord, old: WatchEntry | undefined): WatchEntry {
  const subscriptions = Object.entries(record.chats);
  const paused = subscriptions.filter(([, one]) => one.paused !== undefined).map(([id]) => Number(id));
  return {
    subscribers: subscriptions
      .filter(([, { paused }]) => paused === undefined)
      .map(([id, subscription]) => subscriberOf(Number(id), subscription)),
    paused: paused.length === 0 ? nobody : paused,
    polledInRun: old?.polledInRun,
    writtenAt: record.lookedAt,
    comparedAt: old?.comparedAt,
    fingerprint: isFullyTold(record) ? old?.fingerprint : undefined,
    restUntil: record.trouble?.until,
    isAwaited: subscriptions.some(([, { anew }]) => anew !== undefined) || undefined,
  };
}

function subscriberOf(chat: number, subscription: Subscription): Subscriber {
  const { pending: outbox, settings } = subscription;
  return {
    chat,
    to: subscription.to,
    waiting: outbox !== undefined,
    urgent: outbox !== undefined && partForQuietHours(outbox, settings) !== undefined,
    wantsPolls: wantsPolls(settings),
    loginLost: subscription.loginLost !== undefined,
  };
}
