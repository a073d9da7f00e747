import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAlerts } from '../src/alerts/index.ts';
import type { Session } from '../src/api/index.ts';
import type { WatchRecord } from '../src/storage/index.ts';
import { telegramSendRates } from '../src/telegram/traits-and-send-rates.ts';
import { createTestClock } from '../test/support/clock.ts';
import type { Figure } from './figure.ts';
import { crowd, fanOf, fanSince, fansEach, storeWatchedAccounts } from './support/crowd.ts';
import { personOf } from './support/day-of-fans.ts';
import { createMemory } from './support/memory.ts';
import { createRandom } from './support/random.ts';

const accounts = 1000;
const interval = 300_000;
const hour = 3600_000;
/** Hours, after which each account has been polled and probed many times. */
const early = 2;
const late = 24;

/**
 * Whether polling leaks memory: memory in use after two and after 24 simulated hours of accounts without new
 * fans.
 */
export async function flat(): Promise<Figure> {
  const records = createMemory<WatchRecord>();
  const mids = crowd(accounts);
  await storeWatchedAccounts({ chats: createMemory(), watches: records }, mids);
  const clock = createTestClock(Date.now());
  let polls = 0;
  const followers = async ({ vmid }: { vmid: number }) => {
    polls += 1;
    const list = Array.from({ length: 50 }, (_, index) =>
      personOf({ mid: fanOf(vmid, index), at: fanSince(index) * 1000, until: 0 }),
    );
    return { list, total: fansEach };
  };
  const stats = async ({ mids: asked }: { mids: number[] }) =>
    Object.fromEntries(asked.map((mid) => [mid, { mid, follower: fansEach }]));
  const sessions = new Map(
    mids.map((mid) => [mid, { mid, relations: { followers }, people: { stats } } as unknown as Session]),
  );
  const alerts = createAlerts({
    records,
    egressOf: () => 'default',
    sessionOf: async (_, mid) => sessions.get(mid),
    send: () => Promise.reject(new Error('there is nobody to tell of')),
    ratesOf: () => telegramSendRates,
    quietHours: async () => undefined,
    timezoneOf: async () => 'Asia/Shanghai',
    interval,
    clock,
    random: createRandom(9),
    onError(_, error) {
      throw error;
    },
  });
  await alerts.start();
  await clock.advance(early * hour);
  const before = heap();
  const pollsBefore = polls;
  await clock.advance((late - early) * hour);
  const after = heap();
  if (polls < pollsBefore + accounts) throw new Error('they were not polled');
  await alerts.stop();
  return {
    name: 'flat',
    what: `memory in use after ${late} hours of ${accounts} quiet accounts, against ${early} hours`,
    unit: 'MB',
    ours: after / 1e6,
    bare: before / 1e6,
    ratio: after / before,
    wanted: { most: 1.05 },
  };
}

/** Memory in use after garbage collection, bytes. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
