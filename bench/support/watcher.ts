import { flushCompileCache } from 'node:module';
import { createAccounts } from '../../src/accounts/accounts.ts';
import { createAlerts } from '../../src/alerts/index.ts';
import { createBilibili } from '../../src/api/index.ts';
import { systemClock } from '../../src/clock.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { telegramSendRates } from '../../src/telegram/traits-and-send-rates.ts';
import { median } from '../figure.ts';
import { crowd } from './crowd.ts';

/**
 * A process that watches accounts: `watcher.ts SITE STORE ACCOUNTS INTERVAL`. First sends how long after its
 * start the first poll was done, ms. On `measure`, it answers with the cost of polls and of bare requests; on
 * `so far`, with the polls done at its own pace.
 */
const [root = '', path = '', accounts = '', interval = ''] = process.argv.slice(2);
const mids = crowd(Number(accounts));
const atOnce = 64;
const aRound = 4000;
const rounds = 5;

/** The cost of both sides: polls or requests per second, and processor time for each, ms. */
export interface Measured {
  polls: { rate: number; processor: number };
  bare: { rate: number; processor: number };
  /** Resident memory after polling every account, at full speed; bytes. */
  resident: number;
}

/** Polls since the start, and resident memory in bytes. */
export interface SoFar {
  polls: number;
  resident: number;
}

const store = await openStore({ path, keys: (await findOrMakeKeys(path)).keys });
const bilibili = createBilibili({ root, readSpacing: 0, writeSpacing: 0 });
const { sessionOf } = createAccounts({ bilibili, chats: store.chats, now: Date.now, idle: 3 * 3600_000 });

let [begun, done] = [0, 0];
let mayLook = Promise.withResolvers<void>();
let heard = (): void => undefined;
mayLook.resolve();

const alerts = createAlerts({
  records: store.watches,
  egressOf: bilibili.egressOf,
  async sessionOf(chat, mid) {
    await mayLook.promise;
    begun += 1;
    return sessionOf(chat, mid);
  },
  send: () => Promise.reject(new Error('there is nobody to tell of')),
  ratesOf: () => telegramSendRates,
  quietHours: async () => undefined,
  timezoneOf: async () => 'Asia/Shanghai',
  interval: Number(interval),
  clock: systemClock,
  random: Math.random,
  onError(_, error) {
    throw error;
  },
  onPoll(_, poll) {
    if (poll.kind !== 'good' || poll.fans > 0) throw new Error(`not a quiet poll: ${JSON.stringify(poll)}`);
    done += 1;
    heard();
  },
});

/** Resolves when `reached` is true; checked after each poll. */
const until = (reached: () => boolean) =>
  new Promise<void>((resolve) => {
    heard = () => reached() && resolve();
    heard();
  });

/** Allows polls until at least `count` are done, and waits until all that were started have ended. */
async function poll(count: number): Promise<number> {
  const before = done;
  mayLook.resolve();
  await until(() => done >= before + count);
  mayLook = Promise.withResolvers();
  await until(() => done === begun);
  return done - before;
}

/** Bare requests for the same pages, as many at once as polls. */
async function ask(count: number): Promise<number> {
  let asked = 0;
  const one = async () => {
    while (asked < count) {
      const mid = mids[asked % mids.length];
      asked += 1;
      const page = await fetch(`${root}/api.bilibili.com/x/relation/followers?vmid=${mid}&ps=50&pn=1`);
      const { data } = JSON.parse(await page.text());
      if (data.list.length !== 50) throw new Error('not a page');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return count;
}

async function timed(work: () => Promise<number>) {
  const started = performance.now();
  const before = process.cpuUsage();
  const count = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    rate: (count * 1000) / (performance.now() - started),
    processor: (user + system) / 1000 / count,
  };
}

async function measure(): Promise<Measured> {
  // After the start, each account has to be polled once before polls find nothing new.
  await poll(2 * mids.length);
  const both = { polls: [] as Measured['polls'][], bare: [] as Measured['bare'][] };
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await timed(() => ask(aRound));
    const polls = await timed(() => poll(aRound));
    if (round === 0) continue;
    both.bare.push(bare);
    both.polls.push(polls);
  }
  const middle = (values: Measured['polls'][]) => ({
    rate: median(values.map(({ rate }) => rate)),
    processor: median(values.map(({ processor }) => processor)),
  });
  return { polls: middle(both.polls), bare: middle(both.bare), resident: process.memoryUsage.rss() };
}

/** Polls and memory so far, at its own pace. */
const pollsSoFar = (): SoFar => ({ polls: done, resident: process.memoryUsage.rss() });

process.on('message', async (word) => process.send?.(word === 'so far' ? pollsSoFar() : await measure()));
await alerts.start();
await until(() => done > 0);
const first = performance.now();
// Before sending: the receiver may kill this process at once.
flushCompileCache();
process.send?.({ first });
