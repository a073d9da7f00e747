import { createDueQueue } from './due-queue.ts';
import { hour } from './types.ts';

/** What came of a poll, as far as the next one depends on it. */
export type PollSummary =
  /** A good poll; `news`: somebody had come. */
  | { kind: 'good'; news: boolean }
  /** No usable answer. */
  | { kind: 'failed' }
  /** The site wants to be left alone for so long, ms. */
  | { kind: 'resting'; ms: number };

/** Who is polled next, and when. Times are those of the monotonic clock, ms. */
export interface PollSchedule {
  /** Takes in an account: it is due at a random moment of the first interval, from now or after a rest of so many ms. */
  add(mid: number, rest?: number): void;
  remove(mid: number): void;
  /** Puts an account first, unless it is being polled. */
  hasten(mid: number): void;
  /** An account that is due; it is not due again until `record`. */
  take(): number | undefined;
  /** Notes what came of a poll, and sets the next. */
  record(mid: number, result: PollSummary): void;
  /** When the next one is due; `undefined` when nobody will be. */
  due(): number | undefined;
  /** When an account is polled next; `undefined` while it is, or when it is not watched. */
  next(mid: number): number | undefined;
  /** Until when the site wants an account to be left alone; in the past when it does not. */
  restUntil(mid: number): number;
  /** How many polls of an account have failed in a row. */
  failures(mid: number): number;
  has(mid: number): boolean;
}

/** How much less often than usual a quiet account is polled, at most. */
const quietest = 3;
/** How much less often after a poll that showed nothing new. Slower, or those with a few new fans an hour would wait longer than with a fixed interval. */
const calmer = 1.05;
/** How much more often a busy one. */
const busiest = 0.4;
/** Where the site's own page asks for private messages every two minutes, this does not ask more often. */
const fastest = 120_000;
const jitter = 0.1;
/** A rest lasts no longer; one that seems to comes of a clock that was set. */
const longestRest = hour;

interface Entry {
  /** Of the usual interval; below 1 for a busy account. */
  factor: number;
  failures: number;
  restUntil: number;
}

/**
 * Plans polls: about one an interval for each account, fewer for those where nothing happens, more where much does. After
 * failures ever later, up to an hour. Whatever falls due together is spread over an interval rather than done at once.
 * @param interval ms
 * @param now the monotonic clock
 */
export function createPollSchedule({
  interval,
  now,
  random,
}: {
  interval: number;
  now: () => number;
  random: () => number;
}): PollSchedule {
  const entries = new Map<number, Entry>();
  const dueQueue = createDueQueue<number>();
  const least = Math.min(interval, fastest) / interval;
  let awakeAt = now();

  const jittered = (ms: number) => ms * (1 - jitter + 2 * jitter * random());
  const somewhere = () => random() * interval;
  const restFor = (ms: number) => Math.min(Math.max(0, ms), longestRest);

  /** After the machine slept everybody would be due at once. */
  const spreadAfterGap = () => {
    const gap = now() - awakeAt;
    awakeAt = now();
    if (gap < interval) return;
    for (const mid of [...dueQueue.keys()]) {
      if ((dueQueue.due(mid) ?? now()) < now() - interval / 2) dueQueue.set(mid, now() + somewhere());
    }
  };

  const delay = (entry: Entry, result: PollSummary): number => {
    if (result.kind === 'resting') {
      entry.restUntil = now() + restFor(result.ms);
      return restFor(result.ms) + somewhere();
    }
    entry.restUntil = now();
    if (result.kind === 'failed') {
      entry.failures += 1;
      return jittered(Math.min(interval * 2 ** Math.min(entry.failures - 1, 10), Math.max(hour, interval)));
    }
    entry.failures = 0;
    const busier = Math.max(entry.factor / 2, busiest, least);
    entry.factor = result.news ? Math.min(busier, 1) : Math.min(entry.factor * calmer, quietest);
    const next = jittered(interval * entry.factor);
    return entry.factor < 1 ? Math.max(next, least * interval) : next;
  };

  return {
    add(mid, rest = 0) {
      const restUntil = now() + restFor(rest);
      entries.set(mid, { factor: 1, failures: 0, restUntil });
      dueQueue.set(mid, restUntil + somewhere());
    },
    remove(mid) {
      entries.delete(mid);
      dueQueue.delete(mid);
    },
    hasten(mid) {
      if (dueQueue.due(mid) !== undefined) dueQueue.set(mid, now());
    },
    take() {
      spreadAfterGap();
      const first = dueQueue.first();
      if (first === undefined || first.due > now()) return undefined;
      dueQueue.delete(first.key);
      return first.key;
    },
    record(mid, result) {
      const entry = entries.get(mid);
      if (entry !== undefined) dueQueue.set(mid, now() + delay(entry, result));
    },
    due: () => dueQueue.first()?.due,
    next: (mid) => dueQueue.due(mid),
    restUntil: (mid) => entries.get(mid)?.restUntil ?? Number.NEGATIVE_INFINITY,
    failures: (mid) => entries.get(mid)?.failures ?? 0,
    has: (mid) => entries.has(mid),
  };
}
