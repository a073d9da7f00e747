import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { startBilibili, type World } from '../../playground/bilibili/index.ts';
import {
  type Alerts,
  createAlerts,
  type Digest,
  type PollResult,
  type QuietHours,
  type SendResult,
  type SubscriptionChange,
} from '../../src/alerts/index.ts';
import { createBilibili, type Session } from '../../src/api/index.ts';
import type { Clock } from '../../src/clock.ts';
import { openStore, type Repository, type WatchRecord } from '../../src/storage/index.ts';
import { telegramSendRates } from '../../src/telegram/traits-and-send-rates.ts';
import { storeKey } from '../storage/store-key.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { immortal, type Life, mortal } from './life.ts';

/** The account that is watched, and the chat that watches it. */
export const me = 100001;
export const chat = 7;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const interval = 5 * minute;

/** A simulated Bilibili, a store that outlives engines, and a clock that stands still. */
export interface Site {
  world: World;
  clock: TestClock;
  records: Repository<WatchRecord>;
  /** How often a record was written. */
  writes(): number;
  /** How often a record was read on its own. */
  reads(): number;
  /** How many pages of fans were asked for since last asked. */
  pages(): number;
  /** New people without relations. */
  people(count: number): number[];
  /** Logs the account in anew for a chat, or gives it another's `session`. */
  login(chat?: number, mid?: number, session?: Session): Session;
  logout(chat?: number, mid?: number): void;
  /** The egress address of an account; the same for all unless a test says otherwise. */
  egressOf: (mid: number) => string;
  /** The chats that want to be left alone, and when. */
  quiet: Map<number, QuietHours>;
  /** What becomes of messages; `sent` when left out. */
  answer: (digest: Digest) => SendResult | Promise<SendResult>;
  /** Hears of every poll when it ends. */
  polled: (poll: PollResult, mid: number) => void;
  /**
   * A program's worth of alerts over the store; `life` ends it as `kill -9` would. Comes when all is `loaded`; where it is
   * `failing` to, at once. It polls everybody, or its `share`.
   */
  engine(options?: {
    life?: Life;
    loaded?: boolean;
    failing?: boolean;
    share?: { has(mid: number): boolean };
  }): Promise<Engine>;
}

/** Alerts as one run of the program has them. */
export interface Engine {
  alerts: Alerts;
  /** Everything that went out and arrived, in order, with the time. */
  sent: (Digest & { at: number })[];
  polls: PollResult[];
  /** Defects; a test in which there are any that it does not take out fails. */
  errors: unknown[];
  /** Messages that the test does not answer for now. */
  held: number;
  /** Resolves when a message is given up because the program stops. */
  givenUp: Promise<void>;
  /** Watches the account, and has it polled. */
  watch(change?: SubscriptionChange, chat?: number, mid?: number): Promise<void>;
  /** Lets time pass, in steps, and what is begun end. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing happens any more unless time passes. */
  settled(): Promise<void>;
  /** Polls now. */
  poll(mid?: number): Promise<PollResult>;
}

/** Starts a site for one test; it ends with the test. */
export async function startSite({
  fans = 0,
  timeout = 10_000,
  compareEvery,
}: {
  fans?: number;
  timeout?: number;
  compareEvery?: number;
} = {}): Promise<Site> {
  const clock = createTestClock(Date.UTC(2026, 0, 1, 4));
  const start = clock.now();
  /** The site's own clock: nobody sets it when the program's is. */
  const siteNow = () => start + clock.monotonic();
  const { world, root, close } = await startBilibili({ people: 0, now: siteNow });
  const store = await openStore({ path: ':memory:', keys: [storeKey] });
  const stop = new AbortController();
  const engines: Engine[] = [];
  onTestFinished(async () => {
    stop.abort();
    await close();
    await store.close();
    for (const { errors } of engines) expect(errors).toEqual([]);
  });
  const apiClock = countingClock({ ...clock, now: siteNow });
  const options = { root, readSpacing: 0, writeSpacing: 0, clock: apiClock, random: () => 0.5, timeout };
  const bilibili = createBilibili({ ...options, signal: stop.signal });
  const sessions = new Map<string, Session>();
  let added = 0;
  let writes = 0;
  let reads = 0;
  const records: Repository<WatchRecord> = {
    ...store.watches,
    get(key) {
      reads += 1;
      return store.watches.get(key);
    },
    async update(key, change, options) {
      let before: WatchRecord | undefined;
      const after = await store.watches.update(
        key,
        (current) => {
          before = current;
          return change(current);
        },
        options,
      );
      if (JSON.stringify(before) !== JSON.stringify(after)) writes += 1;
      return after;
    },
  };

  const site: Site = {
    world,
    clock,
    records,
    writes: () => writes,
    reads: () => reads,
    pages() {
      const count = world.requests.count('relation/followers');
      world.requests.clear();
      return count;
    },
    people: (count) =>
      Array.from({ length: count }, () => {
        added += 1;
        return world.addPerson({ mid: 5000 + added, name: `someone ${added}` }).mid;
      }),
    login(one = chat, mid = me, shared) {
      if (shared) sessions.set(`${one}:${mid}`, shared);
      if (shared) return shared;
      const credential = { kind: 'cookie' as const, cookies: world.login(mid).cookies, madeAt: clock.now() };
      const session = bilibili.session({ mid, credential });
      sessions.set(`${one}:${mid}`, session);
      return session;
    },
    logout: (one = chat, mid = me) => void sessions.delete(`${one}:${mid}`),
    egressOf: () => 'default',
    quiet: new Map(),
    answer: () => ({ kind: 'sent' }),
    polled: () => undefined,
    async engine({ life = immortal, loaded = true, failing = false, share } = {}) {
      const sent: Engine['sent'] = [];
      const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<void>();
      const errors: unknown[] = [];
      const polls: PollResult[] = [];
      const own = countingClock({
        ...clock,
        sleep: async (ms, signal) => life.through(await clock.sleep(ms, signal)),
      });
      const alerts = createAlerts({
        records: mortal(records, life),
        egressOf: (mid) => site.egressOf(mid),
        ...(share && { share }),
        sessionOf: (one, mid) => life.through(sessions.get(`${one}:${mid}`)),
        async send(digest, signal) {
          signal.addEventListener('abort', () => giveUp());
          await life.pass();
          const answer = await site.answer(digest);
          if (answer.kind === 'sent') sent.push({ ...digest, at: clock.now() });
          await life.pass();
          return answer;
        },
        timezoneOf: async () => 'Asia/Shanghai',
        ratesOf: () => telegramSendRates,
        quietHours: (one) => life.through(site.quiet.get(one)),
        interval,
        compareEvery,
        clock: own,
        random: () => 0.5,
        onError: (_, error) => errors.push(error),
        onPoll(mid, poll) {
          polls.push(poll);
          site.polled(poll, mid);
        },
      });
      const engine: Engine = {
        alerts,
        sent,
        polls,
        errors,
        held: 0,
        givenUp,
        async watch(change = {}, one = chat, mid = me) {
          if (!sessions.has(`${one}:${mid}`)) site.login(one, mid);
          await Promise.race([life.ended, alerts.subscribe(one, mid, change)]);
          await engine.pass(2000);
        },
        async pass(ms) {
          const end = clock.now() + ms;
          const step = Math.max(10_000, Math.min(ms / 100, 10 * minute));
          await engine.settled();
          while (clock.now() < end && !life.over) {
            await clock.advance(Math.min(step, end - clock.now()));
            await engine.settled();
          }
        },
        async settled() {
          for (let calm = 0; calm < 3 && !life.over; ) {
            await turn();
            const { polling, probing, sending, probe } = alerts.status();
            const loops = probe === 'unused' ? 2 : 3;
            // The loops sleep always; who sleeps beside them waits for time to pass.
            const still =
              (polling + probing === 0 && sending <= engine.held) ||
              own.sleepers > loops ||
              apiClock.sleepers > 0;
            calm = still ? calm + 1 : 0;
          }
        },
        async poll(mid = me) {
          await engine.pass(30_000);
          let over = false;
          const checked = alerts.pollNow(mid).finally(() => {
            over = true;
          });
          do await engine.pass(2000);
          while (!over && !life.over);
          const check = await checked;
          if (check.kind === 'tooSoon') throw new Error('polled a moment ago');
          return check;
        },
      };
      engines.push(engine);
      onTestFinished(async () => {
        if (!life.over) await alerts.stop();
      });
      const started = alerts.start();
      if (failing) await expect(started).rejects.toThrow();
      if (loaded) await Promise.race([life.ended, started]);
      return engine;
    },
  };
  for (const mid of site.people(fans).reverse())
    world.follow(mid, me, { at: clock.now() / 1000 - day / 1000 });
  return site;
}

/** A clock that knows how many sleep by it. */
function countingClock(clock: Clock): Clock & { readonly sleepers: number } {
  let sleepers = 0;
  return {
    now: clock.now,
    monotonic: clock.monotonic,
    async sleep(ms, signal) {
      sleepers += 1;
      await clock.sleep(ms, signal).finally(() => {
        sleepers -= 1;
      });
    },
    get sleepers() {
      return sleepers;
    },
  };
}

/** What went wrong, in words, each once: whatever fails is tried again soon. */
export function reasons(errors: readonly unknown[]): string[] {
  return [...new Set(errors.map((error) => (error instanceof Error ? error.message : String(error))))];
}

/** From the next message on the store takes no note of anything, until the function given back is called. */
export function breakAtMessage(site: Site): () => void {
  const { update } = site.records;
  site.answer = () => {
    site.records.update = () => Promise.reject(new Error('disk full'));
    return { kind: 'sent' };
  };
  return () => {
    site.records.update = update;
    site.answer = () => ({ kind: 'sent' });
  };
}

/** A site whose account has fans and is watched; what was told until now is forgotten. */
export async function watched(options: Parameters<typeof startSite>[0] = {}): Promise<Site & Engine> {
  const site = await startSite(options);
  const engine = await site.engine();
  await engine.watch();
  engine.sent.length = 0;
  site.pages();
  return Object.assign(engine, { ...site, pages: site.pages });
}
