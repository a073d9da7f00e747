/** How often accounts are polled by their rate: the interval of one, and the budget of all. */
export interface PollIntervals {
  /** An account has a rate of this step now, in place of the one before; `undefined` where it has none. */
  change(before: number | undefined, after: number | undefined): void;
  /** Until the next poll of an account with a rate of that step, ms: at random, a tenth more or less. */
  untilNext(step: number): number;
}

/** The shortest and the longest, in usual intervals: 90 s and 10 min at the usual five minutes. */
const shortest = 0.3;
const longest = 2;
/** Accounts that were polled together are not for ever. */
const jitter = 0.1;
/** Half (0.5) makes the mean delay of a fan least; less spares the quiet ones. Chosen by simulating days: see bench/day.ts. */
const exponent = 0.35;
/** The share of the budget that first polls, and rates that change between two polls, cost beyond what is reckoned here. */
const spare = 0.005;
/** A usual installation, fans an hour: it counts beside the own accounts, so that also a single one follows its rate. */
const usualRates = [...Array(14).fill(1 / 24), ...Array(5).fill(2.5), 10] as readonly number[];

const steps = { least: -32, most: 35, perDecade: 10 };

/**
 * Rates (fans an hour) are told apart by a factor of 1.25, from one in ten weeks to thousands an hour: the step of a rate is a
 * whole number, ten for each tenfold.
 */
export function rateStep(rate: number): number {
  if (rate <= 0) return steps.least;
  return Math.min(steps.most, Math.max(steps.least, Math.round(Math.log10(rate) * steps.perDecade)));
}

const rateOf = (step: number) => 10 ** (step / steps.perDecade);

/**
 * The interval of an account is T = c · rate^-0.35, within bounds. c is such that all accounts together cost at most one poll
 * an account and usual interval (12 an hour at five minutes).
 * @param usual ms
 */
export function createPollIntervals(usual: number, random: () => number): PollIntervals {
  /** How many accounts have a rate of which step. */
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

  /** What jitter would put beyond the bounds is put on them, so the mean lies within: polls cost what they do, not less. */
  const meanUntilNext = (ms: number) => {
    const [least, most] = [ms * (1 - jitter), ms * (1 + jitter)];
    const [low, high] = [bounded(least), bounded(most)];
    const within = ((high - low) * (low + high)) / 2;
    return ((low - least) * low + within + (most - high) * high) / (most - least);
  };

  /** Polls an account and usual interval fall as c rises: it is found by halving. */
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

  for (const rate of usualRates) count(rateStep(rate), 1);
  return {
    change(before, after) {
      if (before === after) return;
      if (before !== undefined) count(before, -1);
      if (after !== undefined) count(after, 1);
      // A few of thousands change nothing.
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
