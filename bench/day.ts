import { createAlerts, type Digest, defaultAlertSettings } from '../src/alerts/index.ts';
import type { Person, Session } from '../src/api/index.ts';
import type { WatchRecord } from '../src/storage/index.ts';
import { telegramSendRates } from '../src/telegram/send-rates.ts';
import { createTestClock } from '../test/support/clock.ts';
import type { Figure } from './figure.ts';
import { type Account, accountsOfADay, personOf } from './support/day-of-fans.ts';
import { createMemory } from './support/memory.ts';
import { createRandom } from './support/random.ts';

const accounts = 1000;
const minute = 60_000;
const hour = 60 * minute;
const dayLength = 24 * hour;
const interval = 5 * minute;
/** After the day, so that its last fans are told of. */
const evening = hour;

/**
 * A day of 1000 accounts, through the alerts as they are, with a clock that is moved: how many requests, and how long
 * from a follow to its message. Beside it a poll of the same accounts every five minutes. The same figures every time.
 */
export async function day(): Promise<Figure[]> {
  const midnight = Date.UTC(2026, 0, 1);
  const crowd = accountsOfADay(accounts, midnight, dayLength);
  const adaptive = await watchFor(crowd, midnight);
  const fixed = poll(crowd, midnight);
  const delays = (kind: Account['kind'], share: number) => ({
    ours: quantile(adaptive.delays[kind], share),
    bare: quantile(fixed.delays[kind], share),
  });
  const figure = (
    name: string,
    what: string,
    unit: string,
    values: { ours: number; bare: number },
    most: number,
  ) => ({
    name,
    what,
    unit,
    ...values,
    ratio: values.ours / values.bare,
    wanted: { most },
  });
  const requests = {
    ours: adaptive.requests / accounts / (dayLength / hour),
    bare: fixed.requests / accounts / (dayLength / hour),
  };
  return [
    figure('dayRequests', 'requests an account and hour, against a fixed poll', '/h', requests, 1),
    figure('dayBusyHalf', 'follow to message, busy accounts: half within', 's', delays('busy', 0.5), 1),
    figure('dayBusyMost', 'follow to message, busy accounts: 95 of 100 within', 's', delays('busy', 0.95), 1),
    figure('daySomeHalf', 'follow to message, a few an hour: half within', 's', delays('some', 0.5), 1),
    figure('daySomeMost', 'follow to message, a few an hour: 95 of 100 within', 's', delays('some', 0.95), 1),
    figure(
      'dayQuietHalf',
      'follow to message, at most two a day: half within',
      's',
      delays('quiet', 0.5),
      3.5,
    ),
    figure(
      'dayQuietMost',
      'follow to message, at most two a day: 95 of 100 within',
      's',
      delays('quiet', 0.95),
      3.5,
    ),
  ];
}

/** What a day took: requests, and the delays in seconds by kind of account. */
interface Day {
  requests: number;
  delays: Record<Account['kind'], number[]>;
}

async function watchFor(crowd: readonly Account[], midnight: number): Promise<Day> {
  const clock = createTestClock(midnight);
  const records = createMemory<WatchRecord>();
  const byMid = new Map(crowd.map((account) => [account.mid, account]));
  const untold = new Map(crowd.flatMap(({ follows }) => follows.map(({ mid, at }) => [mid, at] as const)));
  const result: Day = { requests: 0, delays: { quiet: [], some: [], busy: [] } };

  for (const account of crowd) {
    await records.update(String(account.mid), () => ({
      known: account.before.map(({ mid, at }): [number, number] => [mid, Math.floor(at / 1000)]),
      former: [],
      total: account.before.length,
      newest: Math.floor((account.before[0]?.at ?? 0) / 1000),
      lookedAt: midnight,
      milestone: 10_000,
      chats: {
        [account.mid]: { settings: { ...defaultAlertSettings, milestones: false } },
      },
    }));
  }

  async function followers({ vmid, pn = 1, ps = 50 }: { vmid: number; pn?: number; ps?: number }) {
    const now = clock.now();
    if (now < midnight + dayLength) result.requests += 1;
    const account = byMid.get(vmid);
    if (account === undefined) throw new Error(`nobody watches ${vmid}`);
    const come = account.follows.filter(({ at }) => at <= now).toReversed();
    const all = [...come, ...account.before];
    const list: Person[] = all.slice((pn - 1) * ps, pn * ps).map(personOf);
    return { list, total: all.length };
  }

  /** Nothing is asked for but what the newcomers of a poll cost. */
  async function stats() {
    result.requests += 1;
    return {};
  }

  function told({ mid, fans }: Digest): void {
    const account = byMid.get(mid);
    for (const fan of [...fans.first.map((one) => one.mid), ...fans.more]) {
      const at = untold.get(fan);
      if (at === undefined || account === undefined)
        throw new Error(`${fan} was told of twice, or is nobody`);
      untold.delete(fan);
      result.delays[account.kind].push((clock.now() - at) / 1000);
    }
  }

  const alerts = createAlerts({
    records,
    sessionOf: async (_, mid) => ({ mid, relations: { followers }, people: { stats } }) as unknown as Session,
    async send(digest) {
      told(digest);
      return { kind: 'sent' };
    },
    ratesOf: () => telegramSendRates,
    quietHours: async () => undefined,
    timezoneOf: async () => 'Asia/Shanghai',
    interval,
    clock,
    random: createRandom(7),
    onError(_, error) {
      throw error;
    },
  });
  await alerts.start();
  await clock.advance(dayLength + evening);
  await alerts.stop();
  if (untold.size > 0) throw new Error(`${untold.size} were never told of`);
  return result;
}

/** The same day, each account asked every five minutes from a moment of its own on. */
function poll(crowd: readonly Account[], midnight: number): Day {
  const random = createRandom(8);
  const delays: Day['delays'] = { quiet: [], some: [], busy: [] };
  for (const { kind, follows } of crowd) {
    const phase = midnight + random() * interval;
    for (const { at } of follows) {
      const next = phase + Math.ceil((at - phase) / interval) * interval;
      delays[kind].push((next - at) / 1000);
    }
  }
  return { requests: (crowd.length * dayLength) / interval, delays };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
