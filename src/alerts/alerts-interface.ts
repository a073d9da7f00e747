import type { Repository, WatchRecord } from '../storage/index.ts';
import type { AlertPollingDeps, Polling, PollingStatus } from './assemble-polling.ts';
import type { DayChange, FanHistory } from './fan-history.ts';
import type { PollResult } from './poll-result.ts';
import type { QuietHoursOf } from './quiet-hours.ts';
import type { SendDigest, SendResultListener } from './send-digest-interface.ts';
import type { SendRates } from './send-rate-limit.ts';
import type { SubscriptionView } from './subscription-view.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { PollShare } from './watch-repository.ts';

/**
 * A chat's subscription to the alerts of an account, with the times of the last and next poll (ms since
 * 1970).
 */
export interface SubscriptionStatus extends SubscriptionView {
  polledAt: number | undefined;
  /**
   * The next poll or, for an account that is polled when its fan count changes, the next time the count is
   * read, whichever is earlier. `undefined` while it is being polled, or when nobody would be alerted.
   */
  nextPollAt: number | undefined;
}

/** The result of a requested poll. */
export type PollNowResult =
  | PollResult
  /** There was one a moment ago; try again at `until`, ms since 1970. */
  | { kind: 'tooSoon'; until: number };

/** What the alerts depend on. */
export interface AlertsDeps extends AlertPollingDeps {
  records: Repository<WatchRecord>;
  /** The accounts this process polls; all by default. */
  share?: Pick<PollShare, 'has'>;
  send: SendDigest;
  /** The send rates of a chat's platform; the same object for all of its chats. */
  ratesOf: (chat: number) => SendRates;
  quietHours: QuietHoursOf;
  /** How long stopping waits for messages being sent, ms. */
  grace?: number;
}

/**
 * Alerts chats to new fans of the accounts they subscribe to. A fan seen by a successful poll is reported to
 * every subscribed chat at least once, even after a crash; at most once more per crash. Its promises reject
 * only when the store fails.
 *
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
   * Starts polling and delivering what is in the outboxes. Resolves when all records are loaded. Other
   * methods work before that; those about all accounts of a chat (`subscriptions`, `resume`, `unblocked`, `migrateChat`)
   * wait for it.
   */
  start(): Promise<void>;
  /**
   * Stops: aborts polls, waits for messages being sent and saves their results. The store is not used
   * afterwards. Can be called again.
   */
  stop(): Promise<void>;
  /** Adds a listener for the result of every message; it is awaited before the result is acted on. */
  onSendResult(listener: SendResultListener): void;
  /**
   * Subscribes a chat or changes its settings, and resumes paused alerts. Starts a poll; a chat's first poll
   * reports nobody.
   */
  subscribe(...args: Parameters<Subscriptions['subscribe']>): Promise<SubscriptionStatus>;
  /** Changes a chat's subscription; `undefined` when there is none. */
  changeSubscription(...args: Parameters<Subscriptions['change']>): Promise<SubscriptionStatus | undefined>;
  /** Ends a subscription; returns whether there was one. */
  unsubscribe(chat: number, mid: number): Promise<boolean>;
  /** Merges two subscriptions into one: that of `from` ends, and its undelivered alerts go to `to`. */
  mergeSubscriptions(mid: number, from: number, to: number): Promise<void>;
  subscription(chat: number, mid: number): Promise<SubscriptionStatus | undefined>;
  /** All subscriptions of a chat. */
  subscriptions(chat: number): Promise<SubscriptionStatus[]>;
  /** Polls now, or waits for the running poll; at most once in 30 s for an account. */
  pollNow(mid: number): Promise<PollNowResult>;
  /** Polls soon, because there is a new login for the account. */
  pollSoon(mid: number): void;
  /**
   * The chat platform is reachable again: retries failed sends now instead of at their next attempt (within
   * an hour).
   */
  retrySends(): void;
  /** A message came from a chat: retries what its platform would not accept before. */
  messageReceived(chat: number): void;
  /** A user has unblocked the bot: resumes alerts that were paused because the chat could not be written to. */
  unblocked(chat: number): Promise<void>;
  /** The same for a user who writes, without waiting for records to be loaded. */
  userWrote(chat: number): Promise<void>;
  /** Stops polling and alerts for a chat whose user may no longer use the bot, until `resume`. */
  pause(chat: number): Promise<void>;
  /** Resumes the alerts of a chat, whatever paused them. */
  resume(chat: number): Promise<void>;
  /** A chat's quiet hours or timezone have changed: delivers what may now be due. */
  quietHoursChanged(chat: number): void;
  /**
   * Adds the days before the first poll to an account's history and returns it; `undefined` when there is
   * none.
   */
  fillHistory(mid: number, changes: readonly DayChange[]): Promise<FanHistory | undefined>;
  status(): AlertsStatus;
}

/** The overall state of the alerts. */
export interface AlertsStatus extends PollingStatus {
  /**
   * Since when (monotonic ms) a message has been due that has not been sent; `undefined` when there is none.
   */
  sendsDueSince: number | undefined;
  /** Outboxes with undelivered alerts, counted per chat and account. */
  waiting: number;
  sending: number;
}

/** The status of a program that watches no accounts. */
export const idleAlerts: AlertsStatus = {
  watches: 0,
  polling: 0,
  probing: 0,
  probe: 'unused',
  dueSince: undefined,
  sendsDueSince: undefined,
  pollsInLastHour: 0,
  waiting: 0,
  sending: 0,
};
