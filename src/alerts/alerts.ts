import { createDelivery, type Delivery } from './delivery-queue.ts';
import { createLooking } from './poller.ts';
import type { AlertsDeps, Look } from './ports.ts';
import { createRoster, isLookedAt } from './watch-repository.ts';
import { createWatchers, type Watchers, type WatcherView } from './subscriptions.ts';

/** How a chat watches an account, with when it was and will be looked at (ms). */
export interface WatchView extends WatcherView {
  lookedAt: number | undefined;
  /** `undefined` while it is being looked at, or when nobody would be told. */
  nextLookAt: number | undefined;
}

/** What came of a look that was asked for. */
export type Check =
  | Look
  /** One was asked for a moment ago; ask again then, ms. */
  | { kind: 'tooSoon'; until: number };

/** How the alerts are doing. */
export interface AlertsStatus {
  /** Accounts watched. */
  watches: number;
  looking: number;
  /** Since when (ms) a look has been due that has not ended yet; `undefined` when none is. */
  dueSince: number | undefined;
  looksInLastHour: number;
  /** Chats that wait to be told, each for one account. */
  waiting: number;
  sending: number;
}

/**
 * Tells chats who has begun to follow the accounts they watch. Whom a good look has seen is told to every watching chat
 * at least once, whatever crashes; at most once more for each crash. All its promises reject only with the store's
 * failures.
 */
export interface Alerts extends Pick<Watchers, 'markKnown' | 'markGone' | 'migrate'> {
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
  watch(...args: Parameters<Watchers['watch']>): Promise<WatchView>;
  /** Changes how a chat watches; `undefined` when it does not. */
  settings(...args: Parameters<Watchers['change']>): Promise<WatchView | undefined>;
  /** Stops watching; whether it did watch. */
  unwatch(chat: number, mid: number): Promise<boolean>;
  view(chat: number, mid: number): Promise<WatchView | undefined>;
  /** Whom a chat watches. */
  list(chat: number): Promise<WatchView[]>;
  /** Looks now, or waits for the look that is under way; at most every half minute an account. */
  checkNow(mid: number): Promise<Check>;
  /** Looks soon: a login for the account is new. */
  hasten(mid: number): void;
  /** Telegram is back after an outage: what could not be sent goes out now instead of some time within the hour. */
  sendAgain(): void;
  /** A chat that blocked the bot or was gone can be written to again. */
  resume(chat: number): Promise<void>;
  /** A chat's quiet hours, or its timezone, have changed: what they held back may be due. */
  reconsider(chat: number): void;
  status(): AlertsStatus;
}

const checkEvery = 30_000;

/** Puts the alerts together. Nothing runs until `start`. */
export function createAlerts(deps: AlertsDeps): Alerts {
  const { clock } = deps;
  const closing = new AbortController();
  const givingUp = new AbortController();
  const closed = closing.signal;
  const roster = createRoster(deps.records, {
    owed: (mid, seats) => delivery?.wake(mid, seats),
    noted: (mid) => looking.noted(mid),
  });
  const watchers = createWatchers(roster, clock.now);
  const looking = createLooking(deps, roster, closed);
  const checkedAt = new Map<number, number>();
  let delivery: Delivery | undefined;
  let loaded: Promise<void> | undefined;
  /** Who watches whom is known from here on; updates come in before that. */
  const known = Promise.withResolvers<void>();

  const seen = (view: WatcherView): WatchView => ({
    ...view,
    lookedAt: roster.entry(view.mid)?.lookedAt,
    nextLookAt: looking.next(view.mid),
  });

  return {
    markKnown: watchers.markKnown,
    markGone: watchers.markGone,
    async migrate(from, to) {
      await known.promise;
      await watchers.migrate(from, to);
    },
    async start() {
      const { migrate } = watchers;
      delivery = createDelivery({ ...deps, roster, migrate, closed, givenUp: givingUp.signal });
      for (const mid of roster.mids())
        delivery.wake(mid, roster.entry(mid)?.chats.filter(({ owed }) => owed) ?? []);
      looking.start();
      loaded = roster.load(closed);
      await loaded;
      known.resolve();
    },
    async stop() {
      closing.abort();
      const patience = new AbortController();
      const limit = clock
        .sleep(deps.grace ?? 8000, patience.signal)
        .then(() => givingUp.abort())
        .catch(() => undefined);
      await loaded?.catch(() => undefined);
      await looking.ended();
      await delivery?.stop();
      patience.abort();
      await limit;
    },
    async watch(chat, mid, change) {
      const view = await watchers.watch(chat, mid, change);
      looking.hasten(mid);
      return seen(view);
    },
    async settings(chat, mid, change) {
      const view = await watchers.change(chat, mid, change);
      // A look under way is one that it begins with.
      if (view?.begins && looking.next(mid) !== undefined) looking.hasten(mid);
      return view && seen(view);
    },
    unwatch: watchers.unwatch,
    async view(chat, mid) {
      const view = await watchers.view(chat, mid);
      return view && seen(view);
    },
    async list(chat) {
      await known.promise;
      return (await watchers.list(chat)).map(seen);
    },
    async checkNow(mid) {
      await known.promise;
      const entry = roster.entry(mid);
      if (!isLookedAt(entry) || closed.aborted) return { kind: 'off' };
      const now = clock.now();
      // A look that would not ask the site anyway needs no waiting for.
      const rest = entry?.restUntil ?? now;
      if (rest > now) return { kind: 'resting', until: rest };
      const until = (checkedAt.get(mid) ?? Number.NEGATIVE_INFINITY) + checkEvery;
      if (now < until) return { kind: 'tooSoon', until };
      // The oldest come first.
      for (const [other, at] of checkedAt) {
        if (at + checkEvery > now) break;
        checkedAt.delete(other);
      }
      checkedAt.delete(mid);
      checkedAt.set(mid, now);
      return looking.look(mid);
    },
    hasten: looking.hasten,
    sendAgain: () => delivery?.again(),
    async resume(chat) {
      await known.promise;
      for (const mid of await watchers.resume(chat)) looking.hasten(mid);
    },
    reconsider: (chat) => delivery?.reconsider(chat),
    status: () => ({
      watches: roster.size,
      looking: looking.underWay,
      dueSince: looking.dueSince,
      looksInLastHour: looking.inLastHour,
      waiting: delivery?.waiting ?? 0,
      sending: delivery?.sending ?? 0,
    }),
  };
}
