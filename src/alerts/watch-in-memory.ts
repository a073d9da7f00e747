import type { Clock } from '../clock.ts';
import type { WatchRecord } from '../storage/index.ts';
import type { Destination } from './destination.ts';
import { hasNothingPending, type LastPoll } from './detect-unchanged-poll.ts';
import { wantsPolls } from './kinds/index.ts';
import { allowedInQuietHours } from './outbox.ts';
import type { Subscription } from './watch-record-parts.ts';

/** What is kept in memory of a watched account; small, because there may be many thousands. */
export interface WatchEntry extends LastPoll {
  /** The chats whose alerts are not paused. */
  subscribers: readonly Subscriber[];
  /** The chats whose alerts are paused. */
  paused: readonly number[];
  /** The last successful poll in this run of the program, monotonic ms. */
  polledInRun?: number | undefined;
  /** The last full read of the list (to find who has left), monotonic ms. */
  comparedAt?: number | undefined;
  /** No requests for the account until then, ms since 1970. */
  restUntil?: number | undefined;
  /** Whether a chat waits for its first poll. */
  isAwaited?: true | undefined;
}

/** A subscribed chat. */
export interface Subscriber {
  chat: number;
  /** Where its alerts are sent, if not to the chat itself. */
  to: Destination | undefined;
  /** Whether its outbox has undelivered alerts. */
  waiting: boolean;
  /** Whether some of them may be sent in quiet hours. */
  urgent: boolean;
  /** Whether it wants any alerts; the account is polled through the logins of such chats. */
  wantsPolls: boolean;
  loginLost: boolean;
}

/** Whether any chat wants alerts and can get them. */
export function isPolled(entry: WatchEntry | undefined): boolean {
  return entry?.subscribers.some((subscriber) => subscriber.wantsPolls) ?? false;
}

/**
 * The last successful poll, as far as this process knows, ms since 1970; the stored time may be some hours
 * older.
 */
export function lastPolledAt({ polledInRun, writtenAt }: WatchEntry, clock: Clock): number | undefined {
  if (polledInRun === undefined) return writtenAt;
  return Math.max(writtenAt ?? 0, clock.now() + polledInRun - clock.monotonic());
}

/** One shared array, because hardly any alerts are paused. */
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
    lastPage: hasNothingPending(record) ? old?.lastPage : undefined,
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
    urgent: outbox !== undefined && allowedInQuietHours(outbox, settings) !== undefined,
    wantsPolls: wantsPolls(settings),
    loginLost: subscription.loginLost !== undefined,
  };
}
