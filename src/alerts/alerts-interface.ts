import type { Repository, WatchRecord } from '../storage/index.ts';
import type { AlertPollingDeps, Polling } from './assemble-polling.ts';
import type { DayChange, FanHistory } from './fan-history.ts';
import type { AlertsStatus } from './overall-status.ts';
import type { PollResult, QuietHoursOf, SendDigest, SendResultListener } from './ports.ts';
import type { SendRates } from './send-rate-limit.ts';
import type { SubscriptionView } from './subscription-view.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { PollShare } from './watch-repository.ts';

/** A chat's subscription to the alerts of an account, with when that was and will be polled (ms since 1970). */
export interface SubscriptionStatus extends SubscriptionView {
  polledAt: number | undefined;
  /** Where its polls wait for its count to move, when that is asked for. `undefined` while it is being polled, or when nobody would be told. */
  nextPollAt: number | undefined;
}

/** What came of a poll that was asked for. */
export type PollNowResult =
  | PollResult
  /** One was asked for a moment ago; ask again then, ms since 1970. */
  | { kind: 'tooSoon'; until: number };

/** What alerts need of the rest of the program. */
export interface AlertsDeps extends AlertPollingDeps {
  records: Repository<WatchRecord>;
  /** Which accounts this process polls; all when left out. */
  share?: Pick<PollShare, 'has'>;
  send: SendDigest;
  /** How fast the platform of a chat takes messages; the same object for all of its chats. */
  ratesOf: (chat: number) => SendRates;
  quietHours: QuietHoursOf;
  /** How long a stop waits for messages on their way, ms. */
  grace?: number;
}

/**
 * Tells chats who has begun to follow the accounts they are subscribed to. Whom a good poll has seen is told to every
 * subscribed chat at least once, whatever crashes; at most once more for each crash. All its promises reject only with
 * the store's failures.
 * @example
 * const alerts = createAlerts({ records: store.watches, sessionOf, send, ratesOf, … });
 * alerts.onSendResult((digest, result) => log.debug({ mid: digest.mid, result }, 'alert sent'));
 * const loaded = alerts.start();
 * await alerts.subscribe(chat, mid, { milestones: false });
 */
export interface Alerts
  extends Pick<Subscriptions, 'markKnown' | 'markGone' | 'migrateChat'>,
    Pick<Polling, 'shareChanged' | 'recordChanged' | 'loginsChanged'> {
  /**
   * Begins to poll, and to send what is in the outboxes. Resolves when all records are loaded. Until then everything
   * answers, but for what concerns all accounts of a chat (`subscriptions`, `resume`, `migrateChat`), which waits.
   */
  start(): Promise<void>;
  /**
   * Ends: polls are given up, messages on their way are waited for and recorded. Afterwards nothing here asks for the
   * store any more. Safe to repeat.
   */
  stop(): Promise<void>;
  /** Hears what became of every message; it is waited for before anything is concluded from the result. */
  onSendResult(listener: SendResultListener): void;
  /** Subscribes a chat, or changes how, and lets paused alerts go on. A poll comes at once; the first tells of nobody. */
  subscribe(...args: Parameters<Subscriptions['subscribe']>): Promise<SubscriptionStatus>;
  /** Changes a chat's subscription; `undefined` when there is none. */
  changeSubscription(...args: Parameters<Subscriptions['change']>): Promise<SubscriptionStatus | undefined>;
  /** Ends a subscription; whether there was one. */
  unsubscribe(chat: number, mid: number): Promise<boolean>;
  /** One chat's subscription is enough for two: that of `from` ends, and what it still had to be told goes to `to`. */
  mergeSubscriptions(mid: number, from: number, to: number): Promise<void>;
  subscription(chat: number, mid: number): Promise<SubscriptionStatus | undefined>;
  /** All subscriptions of a chat. */
  subscriptions(chat: number): Promise<SubscriptionStatus[]>;
  /** Polls now, or waits for the poll that is under way; at most every half minute an account. */
  pollNow(mid: number): Promise<PollNowResult>;
  /** Polls soon: a login for the account is new. */
  pollSoon(mid: number): void;
  /** The chat platform is back after an outage: what could not be sent goes out now instead of some time within the hour. */
  retrySends(): void;
  /** Somebody wrote in a chat: what its platform would not let through until then goes out now. */
  heard(chat: number): void;
  /** The user of a chat may no longer use the bot: its accounts are not polled, and it is told nothing, until it is resumed. */
  pause(chat: number): Promise<void>;
  /** A chat that blocked the bot or was gone can be written to again. */
  resume(chat: number): Promise<void>;
  /** A chat's quiet hours, or its timezone, have changed: what they held back may be due. */
  quietHoursChanged(chat: number): void;
  /** Puts the days before its first poll into an account's history, which it gives; `undefined` when there is none. */
  fillHistory(mid: number, changes: readonly DayChange[]): Promise<FanHistory | undefined>;
  status(): AlertsStatus;
}
