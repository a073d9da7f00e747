import { createAlerts, type Digest, defaultAlertSettings } from '../src/alerts/index.ts';
import { BilibiliUnreachable, type Person, type Session } from '../src/api/index.ts';
import type { WatchRecord } from '../src/storage/index.ts';
import { telegramSendRates } from '../src/telegram/traits-and-send-rates.ts';
import { createTestClock } from '../test/support/clock.ts';
import type { Figure } from './figure.ts';
import { type Account, accountsOfADay, personOf } from './support/day-of-fans.ts';
import { createMemory } from './support/memory.ts';
import { createRandom } from './support/random.ts';

const accounts = 200;
const minute = 60_000;
const hour = 60 * minute;
const dayLength = 24 * hour;
const interval = 5 * minute;
/** Continues after the day, so that the alerts about its last fans are sent. */
const evening = hour;
const midnight = Date.UTC(2026, 0, 1);

/** How the site's fan counters behave: their lag in ms; without one there are no counters. */
interface Counters {
  lag?: number;
  /** The share of fans who leave again within the hour. */
  leaving?: number;
}

/** The scenarios, by the name of their figures. */
const ways: Record<string, { what: string; counters: Counters; wanted: Wanted }> = {
  alone: { what: 'alone', counters: {}, wanted: { requests: 12, busy: 100, some: 170, quiet: 530 } },
  probe: {
    what: 'probe',
    counters: { lag: 0 },
    wanted: { requests: 6.5, busy: 65, some: 65, quiet: 65 },
  },
  probeLag: { what: 'probe, counter 60 s late', counters: { lag: minute }, wanted: {} },
  probeLeaving: {
    what: 'probe, 6 in 10 leave within the hour',
    counters: { lag: 0, leaving: 0.6 },
    wanted: {},
  },
};

/**
 * Upper limits: requests per account and hour, and the seconds within which 95 % of the fans are reported.
 */
type Wanted = Partial<Record<Account['kind'] | 'requests', number>>;

const classes: Record<Account['kind'], string> = {
  busy: 'busy accounts',
  some: 'a few an hour',
  quiet: 'at most two a day',
};
const shares = [
  { name: 'p50', share: 0.5 },
  { name: 'p95', share: 0.95 },
  { name: 'p99', share: 0.99 },
];

/**
 * A simulated day of 200 accounts with the real alerts and a test clock: how many requests are made, and how
 * long it takes from a follow to its message, against polling each account every five minutes. Deterministic.
 */
export async function day(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [way, { what, counters, wanted }] of Object.entries(ways)) {
    const crowd = accountsOfADay(accounts, midnight, dayLength, counters.leaving);
    const [ours, bare] = [await simulateDay(crowd, counters), poll(crowd)];
    const figure = (name: string, about: string, unit: string, values: [number, number], most?: number) => {
      const [ourValue, bareValue] = values;
      figures.push({
        name: `day-${way}-${name}`,
        what: `${what}: ${about}`,
        unit,
        ours: ourValue,
        bare: bareValue,
        ...(most !== undefined && { wanted: { most } }),
      });
    };
    const anHour = (requests: number) => requests / accounts / (dayLength / hour);
    figure(
      'requests',
      'polls and probes, requests an account and hour',
      '/h',
      [anHour(ours.requests), anHour(bare.requests)],
      wanted.requests,
    );
    figure('newcomers', 'and for how many follow the newcomers', '/h', [
      anHour(ours.forNewcomers),
      anHour(bare.forNewcomers),
    ]);
    for (const kind of ['busy', 'some', 'quiet'] as const)
      for (const { name, share } of shares)
        figure(
          `${kind}-${name}`,
          `follow to message, ${classes[kind]}, ${name}`,
          's',
          [quantile(ours.delays[kind], share), quantile(bare.delays[kind], share)],
          name === 'p95' ? wanted[kind] : undefined,
        );
  }
  return figures;
}

/** The result of a day: requests, and the delays in seconds by kind of account. */
interface Day {
  /** Polls, and requests for the counts of watched accounts. */
  requests: number;
  /** Requests for the follower counts of new fans: one after each poll that found some. */
  forNewcomers: number;
  delays: Record<Account['kind'], number[]>;
}

async function simulateDay(crowd: readonly Account[], { lag }: Counters): Promise<Day> {
  const clock = createTestClock(midnight);
  const records = createMemory<WatchRecord>();
  const byMid = new Map(crowd.map((account) => [account.mid, account]));
  const untold = new Map(
    crowd.flatMap(({ follows }) => follows.map((follow) => [follow.mid, follow] as const)),
  );
  const result: Day = { requests: 0, forNewcomers: 0, delays: { quiet: [], some: [], busy: [] } };

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

  const countRequest = (what: 'requests' | 'forNewcomers') => {
    if (clock.now() < midnight + dayLength) result[what] += 1;
  };
  const fansAt = ({ follows, before }: Account, time: number) => [
    ...follows.filter(({ at, until }) => at <= time && until > time).toReversed(),
    ...before,
  ];

  async function followers({ vmid, pn = 1, ps = 50 }: { vmid: number; pn?: number; ps?: number }) {
    countRequest('requests');
    const account = byMid.get(vmid);
    if (account === undefined) throw new Error(`nobody watches ${vmid}`);
    const all = fansAt(account, clock.now());
    const list: Person[] = all.slice((pn - 1) * ps, pn * ps).map(personOf);
    return { list, total: all.length };
  }

  /** The counts of the watched accounts; other people, such as new fans, have none. */
  async function stats({ mids }: { mids: number[] }) {
    const watched = mids.flatMap((mid) => byMid.get(mid) ?? []);
    countRequest(watched.length > 0 ? 'requests' : 'forNewcomers');
    if (watched.length > 0 && lag === undefined)
      throw new BilibiliUnreachable({ why: 'timeout', endpoint: 'x/relation/stats' });
    const counts = watched.map((account) => {
      const follower = fansAt(account, clock.now() - (lag ?? 0)).length;
      return [account.mid, { mid: account.mid, follower }];
    });
    return Object.fromEntries(counts);
  }

  function onDigest({ mid, fans }: Digest): void {
    const account = byMid.get(mid);
    for (const fan of [...fans.first.map((one) => one.mid), ...fans.more]) {
      const at = untold.get(fan)?.at;
      if (at === undefined || account === undefined)
        throw new Error(`${fan} was told of twice, or is nobody`);
      untold.delete(fan);
      result.delays[account.kind].push((clock.now() - at) / 1000);
    }
  }

  const alerts = createAlerts({
    records,
    egressOf: () => 'default',
    sessionOf: async (_, mid) => ({ mid, relations: { followers }, people: { stats } }) as unknown as Session,
    async send(digest) {
      onDigest(digest);
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
  const stayed = [...untold.values()].filter(({ until }) => until > clock.now());
  if (stayed.length > 0) throw new Error(`${stayed.length} were never told of`);
  return result;
}

/** The same day, polling each account every five minutes, starting at a random moment. */
function poll(crowd: readonly Account[]): Day {
  const random = createRandom(8);
  const delays: Day['delays'] = { quiet: [], some: [], busy: [] };
  for (const { kind, follows } of crowd) {
    const phase = midnight + random() * interval;
    for (const { at, until } of follows) {
      const next = phase + Math.ceil((at - phase) / interval) * interval;
      if (next < until) delays[kind].push((next - at) / 1000);
    }
  }
  return { requests: (crowd.length * dayLength) / interval, forNewcomers: 0, delays };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
