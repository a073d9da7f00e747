import { hour, minute } from '../time-units.ts';
import { createDueQueue, type Queued } from './due-queue.ts';
import { createPollIntervals, fanRateStep } from './poll-interval.ts';

/** The part of a poll's result that the next poll depends on. */
export type PollSummary =
  /** Successful; `rate` is the number of new fans an hour. */
  | { kind: 'good'; rate: number }
  /** No usable answer. */
  | { kind: 'failed' }
  /** The site asked for a pause of this many ms. */
  | { kind: 'resting'; ms: number };

/** Decides which account is polled next, and when. Times are monotonic, ms. */
export interface PollSchedule {
  /**
   * Adds an account: it is due at a random time in the first interval, starting now or after a pause of
   * `rest` ms.
   */
  add(mid: number, rest?: number): void;
  remove(mid: number): void;
  /** Makes an account due now, unless it is being polled. */
  makeDue(mid: number): void;
  /** Makes an account due now because its fan count has changed, unless its polls are failing or paused. */
  makeDueAfterCountChange(mid: number): void;
  /**
   * Sets whether polls of an account wait for a change of its fan count. When no longer, it becomes due as
   * without counts.
   */
  setProbed(mid: number, probed: boolean): void;
  /** The next due account; it is not due again until `record`. */
  take(): number | undefined;
  /** Records the result of a poll and schedules the next. */
  record(mid: number, result: PollSummary): void;
  /** When the next poll is due; `undefined` when none is scheduled. */
  due(): number | undefined;
  /** When an account is polled next; `undefined` while it is being polled, or when it is not watched. */
  next(mid: number): number | undefined;
  /** Until when polls of an account are paused; in the past when they are not. */
  restUntil(mid: number): number;
  /** Whether polls of an account are neither failing nor paused. */
  isHealthy(mid: number): boolean;
  /** How many polls of an account have failed in a row. */
  failures(mid: number): number;
  has(mid: number): boolean;
}

/**
 * The longest time between polls of an account whose count is read, in usual intervals (30 min at five
 * minutes): a count does not show one fan coming while another leaves.
 */
const maxProbedIntervals = 6;
/**
 * Intervals shorter than this are used as they are, without adapting to rates: the operator wants fast
 * updates; ms.
 */
export const minAdaptedInterval = minute;
const jitter = 0.1;
/** The longest pause, ms; a longer one results from a clock that was set. */
const maxRest = hour;

/** Only small integers, because there is one per account: a time would take an object of its own. */
interface Entry extends Queued {
  readonly mid: number;
  /** The step of its rate; `undefined` before the first successful poll. */
  step: number | undefined;
  probed: boolean;
  failures: number;
  /** `undefined` when the last poll brought no pause. */
  restUntil: number | undefined;
}

/**
 * Schedules polls: on average one per interval and account, fewer for quiet accounts and more for busy ones.
 * When an account's count is read, it is polled when the count changes, and at least every six intervals.
 * After failures the delay doubles, up to an hour. Polls that become due together are spread over an
 * interval.
 * @param interval ms
 * @param now monotonic clock
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
  const dueQueue = createDueQueue<Entry>();
  const intervals = createPollIntervals(interval, random);
  let awakeAt = now();

  const jittered = (ms: number) => ms * (1 - jitter + 2 * jitter * random());
  const randomDelay = () => random() * interval;
  const restFor = (ms: number) => Math.min(Math.max(0, ms), maxRest);

  /** After the machine slept, all accounts would be due at once. */
  const spreadAfterGap = () => {
    const gap = now() - awakeAt;
    awakeAt = now();
    if (gap < interval) return;
    for (const entry of [...dueQueue.items()]) {
      if ((dueQueue.due(entry) ?? now()) < now() - interval / 2) dueQueue.set(entry, now() + randomDelay());
    }
  };

  const delay = (entry: Entry, result: PollSummary): number => {
    if (result.kind === 'resting') {
      entry.restUntil = now() + restFor(result.ms);
      return restFor(result.ms) + randomDelay();
    }
    entry.restUntil = undefined;
    if (result.kind === 'failed') {
      entry.failures += 1;
      return jittered(Math.min(interval * 2 ** Math.min(entry.failures - 1, 10), Math.max(hour, interval)));
    }
    entry.failures = 0;
    const step = fanRateStep(result.rate);
    intervals.change(entry.step, step);
    entry.step = step;
    // At most the promised time, varied so that accounts polled together do not stay together.
    if (entry.probed) return maxProbedIntervals * interval * (1 - 2 * jitter * random());
    return untilUnprobedPoll(step);
  };

  /** The time until the next poll of an account whose count is not read, ms. */
  const untilUnprobedPoll = (step: number) =>
    interval < minAdaptedInterval ? jittered(interval) : intervals.untilNext(step);

  const isHealthy = (entry: Entry | undefined) =>
    entry !== undefined && entry.failures === 0 && (entry.restUntil ?? now()) <= now();

  /** When an account is polled next; `undefined` while it is being polled, or when it is not watched. */
  const next = (mid: number) => {
    const entry = entries.get(mid);
    return entry && dueQueue.due(entry);
  };

  return {
    add(mid, rest = 0) {
      const restUntil = rest > 0 ? now() + restFor(rest) : undefined;
      const entry: Entry = { mid, place: -1, step: undefined, probed: false, failures: 0, restUntil };
      entries.set(mid, entry);
      dueQueue.set(entry, (restUntil ?? now()) + randomDelay());
    },
    remove(mid) {
      const entry = entries.get(mid);
      if (entry === undefined) return;
      intervals.change(entry.step, undefined);
      entries.delete(mid);
      dueQueue.delete(entry);
    },
    makeDue(mid) {
      const entry = entries.get(mid);
      if (entry && dueQueue.due(entry) !== undefined) dueQueue.set(entry, now());
    },
    makeDueAfterCountChange(mid) {
      const entry = entries.get(mid);
      const due = entry && dueQueue.due(entry);
      if (entry && due !== undefined && due > now() && isHealthy(entry)) dueQueue.set(entry, now());
    },
    setProbed(mid, probed) {
      const entry = entries.get(mid);
      if (entry === undefined || entry.probed === probed) return;
      entry.probed = probed;
      const due = dueQueue.due(entry);
      if (probed || due === undefined || !isHealthy(entry)) return;
      dueQueue.set(entry, Math.min(due, now() + random() * untilUnprobedPoll(entry.step ?? fanRateStep(0))));
    },
    take() {
      spreadAfterGap();
      const first = dueQueue.first();
      if (first === undefined || first.due > now()) return undefined;
      dueQueue.delete(first.item);
      return first.item.mid;
    },
    record(mid, result) {
      const entry = entries.get(mid);
      if (entry !== undefined) dueQueue.set(entry, now() + delay(entry, result));
    },
    due: () => dueQueue.first()?.due,
    next,
    restUntil: (mid) => entries.get(mid)?.restUntil ?? Number.NEGATIVE_INFINITY,
    isHealthy: (mid) => isHealthy(entries.get(mid)),
    failures: (mid) => entries.get(mid)?.failures ?? 0,
    has: (mid) => entries.has(mid),
  };
}
