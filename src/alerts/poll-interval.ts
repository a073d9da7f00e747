import { hour, minute } from '../time-units.ts';
import type { FanRow } from './validate-fan-page.ts';

/** Poll intervals by each account's rate of new fans, within a budget for all accounts. */
export interface PollIntervals {
  /** Records that an account's rate step has changed; `undefined` for no rate. */
  change(before: number | undefined, after: number | undefined): void;
  /**
   * The time until the next poll of an account with this rate step, ms: random, up to a tenth more or less.
   */
  untilNext(step: number): number;
}

/** The shortest and longest interval, in usual intervals: 90 s and 10 min at the usual five minutes. */
const shortest = 0.3;
const longest = 2;
/** Random variation, so that accounts polled at the same time do not stay together. */
const jitter = 0.1;
/**
 * 0.5 minimizes the average delay of a fan; less polls quiet accounts more often. Chosen by simulating days:
 * see bench/day.ts.
 */
const exponent = 0.35;
/** The share of the budget reserved for first polls and for rates that change between two polls. */
const spare = 0.005;
/**
 * A typical installation's rates, in fans an hour: counted in addition to the real accounts, so that even a
 * single account is polled by its rate.
 */
const typicalRates = [...Array(14).fill(1 / 24), ...Array(5).fill(2.5), 10] as readonly number[];

const steps = { least: -32, most: 35, perDecade: 10 };

/**
 * The step of a rate (fans an hour): rates are grouped by a factor of 1.25, ten steps for each factor of ten,
 * from one fan in ten weeks to thousands an hour.
 */
export function fanRateStep(rate: number): number {
  if (rate <= 0) return steps.least;
  return Math.min(steps.most, Math.max(steps.least, Math.round(Math.log10(rate) * steps.perDecade)));
}

const rateOf = (step: number) => 10 ** (step / steps.perDecade);

/**
 * The interval of an account is T = c · rate^-0.35, within bounds. c is chosen so that all accounts together
 * take on average one poll per usual interval (12 an hour at five minutes).
 * @param usual the usual interval, ms
 */
export function createPollIntervals(usual: number, random: () => number): PollIntervals {
  /** The number of accounts by rate step. */
  const accounts = new Map<number, number>();
  let coefficient: number | undefined;
  let all = 0;
  let changes = 0;

  const count = (step: number, by: number) => {
    accounts.set(step, (accounts.get(step) ?? 0) + by);
    all += by;
  };
  const bounded = (ms: number) => Math.min(longest * usual, Math.max(shortest * usual, ms));
  const interval = (c: number, rate: number) => bounded(c * rate ** -exponent * usual);

  /** The mean interval after jitter, which is cut off at the bounds; polls are counted with this mean. */
  const meanUntilNext = (ms: number) => {
    const [least, most] = [ms * (1 - jitter), ms * (1 + jitter)];
    const [low, high] = [bounded(least), bounded(most)];
    const within = ((high - low) * (low + high)) / 2;
    return ((low - least) * low + within + (most - high) * high) / (most - least);
  };

  /** Finds c by bisection: a larger c means fewer polls. */
  const solve = () => {
    let [low, high] = [0, 100];
    for (let halvings = 0; halvings < 30; halvings += 1) {
      const middle = (low + high) / 2;
      let polls = 0;
      for (const [step, many] of accounts) {
        polls += (many * usual) / meanUntilNext(interval(middle, rateOf(step)));
      }
      if (polls > all * (1 - spare)) low = middle;
      else high = middle;
    }
    return high;
  };

  for (const rate of typicalRates) count(fanRateStep(rate), 1);
  return {
    change(before, after) {
      if (before === after) return;
      if (before !== undefined) count(before, -1);
      if (after !== undefined) count(after, 1);
      // A few changes among thousands do not matter.
      changes += 1;
      if (changes * 100 < all) return;
      changes = 0;
      coefficient = undefined;
    },
    untilNext(step) {
      coefficient ??= solve();
      return bounded(interval(coefficient, rateOf(step)) * (1 - jitter + 2 * jitter * random()));
    },
  };
}

/** The newest ten fans show a rush while it lasts; fewer could be chance. */
const newestCount = 10;

/** What the rate of new fans is computed from; times in seconds since 1970. */
export interface FollowTimes {
  /** Fans on the first page. */
  count: number;
  /** When the last of them came; `undefined` without fans. */
  last: number | undefined;
  /** When the tenth of them came; `undefined` when there are fewer. */
  tenth: number | undefined;
}

/** @param rows a first page, newest first */
export function followTimes(rows: readonly Pick<FanRow, 'mtime'>[]): FollowTimes {
  return { count: rows.length, last: rows.at(-1)?.mtime, tenth: rows[newestCount - 1]?.mtime };
}

/**
 * New fans per hour: computed from the times on the first page, or from the newest ten if they came faster. 0
 * without fans.
 * @param now ms since 1970
 */
export function followRate({ count, last, tenth }: FollowTimes, now: number): number {
  const rate = (fans: number, oldest: number | undefined) =>
    oldest === undefined ? 0 : (fans * hour) / Math.max(minute, now - oldest * 1000);
  return Math.max(rate(count, last), rate(newestCount, tenth));
}
