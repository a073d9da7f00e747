import { createDeliveryQueue, type DeliveryQueue } from './delivery-queue.ts';
import { type DayChange, type FanHistory, fillHistory } from './fan-history.ts';
import { createPoller } from './poller.ts';
import type { AlertsDeps, PollResult } from './ports.ts';
import { createSubscriptions, type Subscriptions, type SubscriptionView } from './subscriptions.ts';
import { createWatchRepository, isPolled } from './watch-repository.ts';

/** How a chat watches an account, with when it was and will be looked at (ms). */
export interface SubscriptionStatus extends SubscriptionView {
  polledAt: number | undefined;
  /** `undefined` while it is being looked at, or when nobody would be told. */
  nextPollAt: number | undefined;
}

/** What came of a look that was asked for. */
export type PollNowResult =
  | PollResult
  /** One was asked for a moment ago; ask again then, ms. */
  | { kind: 'tooSoon'; until: number };

/** How the alerts are doing. */
export interface AlertsStatus {
  /** Accounts watched. */
  watches: number;
  polling: number;
  /** Since when (ms) a look has been due that has not ended yet; `undefined` when none is. */
  dueSince: number | undefined;
  pollsInLastHour: number;
  /** Chats that wait to be told, each for one account. */
  waiting: number;
  sending: number;
}

/**
 * Tells chats who has begun to follow the accounts they watch. Whom a good look has seen is told to every watching chat
 * at least once, whatever crashes; at most once more for each crash. All its promises reject only with the store's
 * failures.
 */
export interface Alerts extends Pick<Subscriptions, 'markKnown' | 'markGone' | 'migrateChat'> {
  /** Takes up what is on the disk: what is owed goes out at once. Resolves when everything is read. */
  start(): Promise<void>;
  /**
   * Ends: looks are given up, messages on their way are waited for and recorded. Afterwards nothing here asks for the
   * store any more. Safe to repeat.
   */
  stop(): Promise<void>;
  /**
   * Begins to watch, or changes how, and lets paused alerts go on. A look comes at once; the first one tells of nobody.
   */
  subscribe(...args: Parameters<Subscriptions['subscribe']>): Promise<SubscriptionStatus>;
  /** Changes how a chat watches; `undefined` when it does not. */
  changeSubscription(...args: Parameters<Subscriptions['change']>): Promise<SubscriptionStatus | undefined>;
  /** Stops watching; whether it did watch. */
  unsubscribe(chat: number, mid: number): Promise<boolean>;
  subscription(chat: number, mid: number): Promise<SubscriptionStatus | undefined>;
  /** Whom a chat watches. */
  subscriptions(chat: number): Promise<SubscriptionStatus[]>;
  /** Looks now, or waits for the look that is under way; at most every half minute an account. */
  pollNow(mid: number): Promise<PollNowResult>;
  /** Looks soon: a login for the account is new. */
  pollSoon(mid: number): void;
  /** Telegram is back after an outage: what could not be sent goes out now instead of some time within the hour. */
  retrySends(): void;
  /** A chat that blocked the bot or was gone can be written to again. */
  resume(chat: number): Promise<void>;
  /** A chat's quiet hours, or its timezone, have changed: what they held back may be due. */
  quietHoursChanged(chat: number): void;
  /** Puts the days before its first poll into an account's history, which it gives; `undefined` when there is none. */
  fillHistory(mid: number, changes: readonly DayChange[]): Promise<FanHistory | undefined>;
  status(): AlertsStatus;
}

const pollNowEvery = 30_000;

/** Puts the alerts together. Nothing runs until `start`. */
export function createAlerts(deps: AlertsDeps): Alerts {
  const { clock } = deps;
  const closing = new AbortController();
  const abortSends = new AbortController();
  const closed = closing.signal;
  const watchRepository = createWatchRepository(deps.records, {
    onWaiting: (mid, seats) => delivery?.wake(mid, seats),
    onChanged: (mid) => poller.subscriptionsChanged(mid),
  });
  const subscriptions = createSubscriptions(watchRepository, clock.now);
  const poller = createPoller(deps, watchRepository, closed);
  const polledNowAt = new Map<number, number>();
  let delivery: DeliveryQueue | undefined;
  let loaded: Promise<void> | undefined;
  /** Who watches whom is known from here on; updates come in before that. */
  const known = Promise.withResolvers<void>();

  const withPollTimes = (view: SubscriptionView): SubscriptionStatus => ({
    ...view,
    polledAt: watchRepository.entry(view.mid)?.lookedAt,
    nextPollAt: poller.nextPollAt(view.mid),
  });

  return {
    markKnown: subscriptions.markKnown,
    markGone: subscriptions.markGone,
    async migrateChat(from, to) {
      await known.promise;
      await subscriptions.migrateChat(from, to);
    },
    async start() {
      const { migrateChat } = subscriptions;
      delivery = createDeliveryQueue({
        ...deps,
        watchRepository,
        migrateChat,
        closed,
        givenUp: abortSends.signal,
      });
      for (const mid of watchRepository.mids())
        delivery.wake(mid, watchRepository.entry(mid)?.subscribers.filter(({ waiting }) => waiting) ?? []);
      poller.start();
      loaded = watchRepository.load(closed);
      await loaded;
      known.resolve();
    },
    async stop() {
      closing.abort();
      const patience = new AbortController();
      const limit = clock
        .sleep(deps.grace ?? 8000, patience.signal)
        .then(() => abortSends.abort())
        .catch(() => undefined);
      await loaded?.catch(() => undefined);
      await poller.ended();
      await delivery?.stop();
      patience.abort();
      await limit;
    },
    async subscribe(chat, mid, change) {
      const view = await subscriptions.subscribe(chat, mid, change);
      poller.pollSoon(mid);
      return withPollTimes(view);
    },
    async changeSubscription(chat, mid, change) {
      const view = await subscriptions.change(chat, mid, change);
      // A look under way is one that it begins with.
      if (view?.isFirst && poller.nextPollAt(mid) !== undefined) poller.pollSoon(mid);
      return view && withPollTimes(view);
    },
    unsubscribe: subscriptions.unsubscribe,
    async subscription(chat, mid) {
      const view = await subscriptions.view(chat, mid);
      return view && withPollTimes(view);
    },
    async subscriptions(chat) {
      await known.promise;
      return (await subscriptions.list(chat)).map(withPollTimes);
    },
    async pollNow(mid) {
      await known.promise;
      const entry = watchRepository.entry(mid);
      if (!isPolled(entry) || closed.aborted) return { kind: 'off' };
      const now = clock.now();
      // A look that would not ask the site anyway needs no waiting for.
      const rest = entry?.restUntil ?? now;
      if (rest > now) return { kind: 'resting', until: rest };
      const until = (polledNowAt.get(mid) ?? Number.NEGATIVE_INFINITY) + pollNowEvery;
      if (now < until) return { kind: 'tooSoon', until };
      // The oldest come first.
      for (const [other, at] of polledNowAt) {
        if (at + pollNowEvery > now) break;
        polledNowAt.delete(other);
      }
      polledNowAt.delete(mid);
      polledNowAt.set(mid, now);
      return poller.poll(mid);
    },
    pollSoon: poller.pollSoon,
    retrySends: () => delivery?.retryNow(),
    async resume(chat) {
      await known.promise;
      for (const mid of await subscriptions.resume(chat)) poller.pollSoon(mid);
    },
    quietHoursChanged: (chat) => delivery?.quietHoursChanged(chat),
    async fillHistory(mid, changes) {
      const record = await watchRepository.change(mid, (current) =>
        current.history ? { ...current, history: fillHistory(current.history, changes) } : current,
      );
      return record?.history;
    },
    status: () => ({
      watches: watchRepository.size,
      polling: poller.inFlight,
      dueSince: poller.dueSince,
      pollsInLastHour: poller.pollsInLastHour,
      waiting: delivery?.waiting ?? 0,
      sending: delivery?.sending ?? 0,
    }),
  };
}
