import { createDueQueue } from './due-queue.ts';
import { hour, minute } from './types.ts';

/** What came of a look, as far as the next one depends on it. */
export type PollSummary =
  /** A good look; `news`: somebody had come. */
  | { kind: 'good'; news: boolean }
  /** No usable answer. */
  | { kind: 'failed' }
  /** The site wants to be left alone until then, ms. */
  | { kind: 'resting'; until: number };

/** Who is looked at next, and when. Times in ms. */
export interface PollSchedule {
  /** Takes in an account: it is due at a random moment of the first interval, from now or from `notBefore` on. */
  add(mid: number, notBefore?: number): void;
  remove(mid: number): void;
  /** Puts an account first, unless it is being looked at. */
  hasten(mid: number): void;
  /** An account that is due; it is not due again until `looked`. */
  take(): number | undefined;
  /** Notes what came of a look, and sets the next. */
  looked(mid: number, result: PollSummary): void;
  /** When the next one is due; `undefined` when nobody will be. */
  due(): number | undefined;
  /** When an account is looked at next; `undefined` while it is, or when it is not watched. */
  next(mid: number): number | undefined;
  /** How many looks of an account have failed in a row. */
  failures(mid: number): number;
  has(mid: number): boolean;
}

/** How much less often than usual a quiet account is looked at, at most. */
const quietest = 3;
/** How much less often after a look that showed nothing new. Slower, or those with a few new fans an hour would wait longer than with a fixed interval. */
const calmer = 1.05;
/** How much more often a busy one. */
const busiest = 0.4;
/** Where the site's own page asks for private messages every two minutes, this does not ask more often. */
const fastest = 120_000;
const jitter = 0.1;

interface Entry {
  /** Of the usual interval; below 1 for a busy account. */
  factor: number;
  failures: number;
}

/**
 * Plans looks: about one an interval for each account, fewer for those where nothing happens, more where much does. After
 * failures ever later, up to an hour. Whatever falls due together is spread over an interval rather than done at once.
 * @param interval ms
 */
export function createPollSchedule(deps: {
  interval: number;
  now: () => number;
  random: () => number;
}): PollSchedule {
  const { interval, now, random } = deps;
  const entries = new Map<number, Entry>();
  const dueQueue = createDueQueue<number>();
  const least = Math.min(interval, fastest) / interval;
  let awakeAt = now();

  const jittered = (ms: number) => ms * (1 - jitter + 2 * jitter * random());
  const somewhere = () => random() * interval;

  /** After the machine slept, or the clock was set, everybody would be due at once, or nobody for a long time. */
  const spreadAfterGap = () => {
    const gap = now() - awakeAt;
    awakeAt = now();
    if (gap < interval && gap > -minute) return;
    for (const mid of [...dueQueue.keys()]) {
      const due = dueQueue.due(mid) ?? now();
      if (due < now() - interval / 2) dueQueue.set(mid, now() + somewhere());
      else if (gap < 0) dueQueue.set(mid, Math.max(now(), due + gap));
    }
  };

  const delay = (entry: Entry, result: PollSummary): number => {
    if (result.kind === 'resting') return Math.max(0, result.until - now()) + somewhere();
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
    add(mid, notBefore = 0) {
      entries.set(mid, { factor: 1, failures: 0 });
      dueQueue.set(mid, Math.max(now(), notBefore) + somewhere());
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
    looked(mid, result) {
      const entry = entries.get(mid);
      if (entry !== undefined) dueQueue.set(mid, now() + delay(entry, result));
    },
    due: () => dueQueue.first()?.due,
    next: (mid) => dueQueue.due(mid),
    failures: (mid) => entries.get(mid)?.failures ?? 0,
    has: (mid) => entries.has(mid),
  };
}
