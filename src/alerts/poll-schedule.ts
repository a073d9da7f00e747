import { createDueQueue } from './due-queue.ts';
import { createPollIntervals, rateStep } from './poll-interval.ts';
import { hour, minute } from './time-units.ts';

/** What came of a poll, as far as the next one depends on it. */
export type PollSummary =
  /** A good poll; `rate`: how many follow the account, an hour. */
  | { kind: 'good'; rate: number }
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
  /** Puts an account first whose count has moved, unless polls of it fail or rest. */
  hastenMoved(mid: number): void;
  /** Whether an account is probed from now on: then its polls wait for its count to move. No longer probed, it is due as if it never was. */
  setProbed(mid: number, probed: boolean): void;
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
  /** Polls of an account neither fail nor rest. */
  isWell(mid: number): boolean;
  /** How many polls of an account have failed in a row. */
  failures(mid: number): number;
  has(mid: number): boolean;
}

/** So often at least is an account polled that is probed, in usual intervals (30 min at five minutes): who comes as another leaves moves no count. */
const longestProbed = 6;
/** An interval as short as this is kept as it is, whatever the rate: it is somebody's wish to see things move; ms. */
export const shortestAdapted = minute;
const jitter = 0.1;
/** A rest lasts no longer; one that seems to comes of a clock that was set. */
const longestRest = hour;

/** Small whole numbers, for there is one of each account: a time would take an object of its own. */
interface Entry {
  /** The step of its rate; `undefined` before the first good poll. */
  step: number | undefined;
  probed: boolean;
  failures: number;
  /** `undefined` when the last poll brought no rest. */
  restUntil: number | undefined;
}

/**
 * Plans polls: about one an interval for each account, fewer for those where nothing happens, more where much does; where
 * an account is probed, when its count moves, and one in six intervals in any case. After failures ever later, up to an
 * hour. Whatever falls due together is spread over an interval rather than done at once.
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
  const intervals = createPollIntervals(interval, random);
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
    entry.restUntil = undefined;
    if (result.kind === 'failed') {
      entry.failures += 1;
      return jittered(Math.min(interval * 2 ** Math.min(entry.failures - 1, 10), Math.max(hour, interval)));
    }
    entry.failures = 0;
    const step = rateStep(result.rate);
    intervals.change(entry.step, step);
    entry.step = step;
    // Never later than promised, and not all of those at once that were polled together.
    if (entry.probed) return longestProbed * interval * (1 - 2 * jitter * random());
    return alone(step);
  };

  /** Until the next poll of an account that is not probed, ms. */
  const alone = (step: number) =>
    interval < shortestAdapted ? jittered(interval) : intervals.untilNext(step);

  const isWell = (mid: number) => {
    const entry = entries.get(mid);
    return entry !== undefined && entry.failures === 0 && (entry.restUntil ?? now()) <= now();
  };

  return {
    add(mid, rest = 0) {
      const restUntil = rest > 0 ? now() + restFor(rest) : undefined;
      entries.set(mid, { step: undefined, probed: false, failures: 0, restUntil });
      dueQueue.set(mid, (restUntil ?? now()) + somewhere());
    },
    remove(mid) {
      intervals.change(entries.get(mid)?.step, undefined);
      entries.delete(mid);
      dueQueue.delete(mid);
    },
    hasten(mid) {
      if (dueQueue.due(mid) !== undefined) dueQueue.set(mid, now());
    },
    hastenMoved(mid) {
      const due = dueQueue.due(mid);
      if (due !== undefined && due > now() && isWell(mid)) dueQueue.set(mid, now());
    },
    setProbed(mid, probed) {
      const entry = entries.get(mid);
      if (entry === undefined || entry.probed === probed) return;
      entry.probed = probed;
      const due = dueQueue.due(mid);
      if (probed || due === undefined || !isWell(mid)) return;
      dueQueue.set(mid, Math.min(due, now() + random() * alone(entry.step ?? rateStep(0))));
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
    isWell,
    failures: (mid) => entries.get(mid)?.failures ?? 0,
    has: (mid) => entries.has(mid),
  };
}
