import { createDelivery } from './deliver.ts';
import type { AlertsDeps, Look } from './ports.ts';
import { createRoster } from './roster.ts';
import { createSchedule, type Looked } from './schedule.ts';
import { createTally } from './tally.ts';
import { hour } from './types.ts';
import { createLook } from './watch.ts';
import { createWatchers, type Watchers, type WatcherView } from './watchers.ts';

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
  /** Ends: looks are given up, messages on their way are waited for and recorded. Safe to repeat. */
  stop(): Promise<void>;
  /** Begins to watch, or changes how; the first look comes at once, and tells of nobody. */
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
  /** A chat that blocked the bot or was gone can be written to again. */
  resume(chat: number): Promise<void>;
  status(): AlertsStatus;
}

const checkEvery = 30_000;
/** Looks at once. The pace of requests is the api's business; this bounds what waits for its turn there. */
const looksAtOnce = 64;

/** Puts the alerts together. Nothing runs until `start`. */
export function createAlerts(deps: AlertsDeps): Alerts {
  const { clock, onError } = deps;
  const closing = new AbortController();
  const givingUp = new AbortController();
  const closed = closing.signal;
  const looks = createTally(clock.now);
  const looking = new Map<number, Promise<Look>>();
  const checkedAt = new Map<number, number>();
  const schedule = createSchedule({ interval: deps.interval, now: clock.now, random: deps.random });
  const roster = createRoster(deps.records, (mid, seats) => delivery?.wake(mid, seats));
  const watchers = createWatchers(roster, clock.now);
  const lookAt = createLook({ ...deps, roster, failures: schedule.failures });
  let delivery: ReturnType<typeof createDelivery> | undefined;
  let running: Promise<void> | undefined;
  let nap: AbortController | undefined;

  const nudge = () => nap?.abort();

  /** The account is looked at; when a look is under way already, that one. */
  function begin(mid: number): Promise<Look> {
    const known = looking.get(mid);
    if (known !== undefined) return known;
    const look = lookAt(mid, closed)
      .catch((error: unknown): Look => {
        if (!closed.aborted) onError(mid, error);
        return { kind: 'off' };
      })
      .then((result) => {
        looking.delete(mid);
        if (result.kind !== 'off') looks.count();
        schedule.looked(mid, lookedOf(result));
        tell(mid, result);
        nudge();
        return result;
      });
    looking.set(mid, look);
    return look;
  }

  function tell(mid: number, look: Look): void {
    try {
      deps.onLook?.(mid, look);
    } catch (error) {
      onError(mid, error);
    }
  }

  async function run(): Promise<void> {
    while (!closed.aborted) {
      nap = new AbortController();
      while (looking.size < looksAtOnce) {
        const mid = schedule.take();
        if (mid === undefined) break;
        void begin(mid);
      }
      const wait = looking.size < looksAtOnce ? (schedule.wait() ?? hour) : hour;
      await clock.sleep(wait, AbortSignal.any([nap.signal, closed])).catch(() => undefined);
    }
  }

  /** From now on it is looked at, if it was not; at once. */
  function include(mid: number): void {
    if (schedule.has(mid)) schedule.hasten(mid);
    else schedule.add(mid, 'now');
    nudge();
  }

  const seen = (view: WatcherView): WatchView => ({
    ...view,
    lookedAt: roster.entry(view.mid)?.lookedAt,
    nextLookAt: roster.entry(view.mid)?.chats.length ? schedule.next(view.mid) : undefined,
  });

  return {
    markKnown: watchers.markKnown,
    markGone: watchers.markGone,
    migrate: watchers.migrate,
    async start() {
      delivery = createDelivery({
        ...deps,
        roster,
        migrate: watchers.migrate,
        closed,
        givenUp: givingUp.signal,
      });
      for (const mid of roster.mids())
        delivery.wake(mid, roster.entry(mid)?.chats.filter(({ owed }) => owed) ?? []);
      running = run();
      await roster.load((mid) => {
        schedule.add(mid, 'some time');
        nudge();
      });
    },
    async stop() {
      closing.abort();
      const patience = new AbortController();
      const limit = clock
        .sleep(deps.grace ?? 8000, patience.signal)
        .then(() => givingUp.abort())
        .catch(() => undefined);
      await running;
      await Promise.all(looking.values());
      await delivery?.stop();
      patience.abort();
      await limit;
    },
    async watch(chat, mid, change) {
      const fresh = roster.entry(mid)?.lookedAt === undefined;
      const paused = roster.entry(mid)?.chats.length === 0;
      const view = await watchers.watch(chat, mid, change);
      if (fresh || paused) include(mid);
      return seen(view);
    },
    async settings(chat, mid, change) {
      const view = await watchers.change(chat, mid, change);
      return view && seen(view);
    },
    async unwatch(chat, mid) {
      const there = await watchers.unwatch(chat, mid);
      if (roster.entry(mid) === undefined) schedule.remove(mid);
      return there;
    },
    async view(chat, mid) {
      const view = await watchers.view(chat, mid);
      return view && seen(view);
    },
    list: async (chat) => (await watchers.list(chat)).map(seen),
    async checkNow(mid) {
      if (roster.entry(mid) === undefined || closed.aborted) return { kind: 'off' };
      const now = clock.now();
      const until = (checkedAt.get(mid) ?? Number.NEGATIVE_INFINITY) + checkEvery;
      if (now < until) return { kind: 'tooSoon', until };
      for (const [other, at] of checkedAt) if (at + checkEvery <= now) checkedAt.delete(other);
      checkedAt.set(mid, now);
      return begin(mid);
    },
    hasten: include,
    async resume(chat) {
      for (const mid of await watchers.resume(chat)) include(mid);
    },
    status: () => ({
      watches: roster.size,
      looking: looking.size,
      looksInLastHour: looks.lastHour,
      waiting: delivery?.waiting ?? 0,
      sending: delivery?.sending ?? 0,
    }),
  };
}

function lookedOf(look: Look): Looked {
  switch (look.kind) {
    case 'good':
      return { kind: 'good', news: look.fans + look.mutuals > 0 };
    case 'resting':
      return look;
    default:
      return { kind: 'failed' };
  }
}
