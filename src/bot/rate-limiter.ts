import { BoundedMap } from '../bounded-map.ts';

/** How many actions a user may do in a period of `per` ms. */
export interface RateLimit {
  most: number;
  per: number;
}

/** The result when the limit is exceeded. */
export interface Excess {
  /** Ms until the next period may start. */
  left: number;
  /** Whether this is the first action over the limit in its period; only that one is answered. */
  first: boolean;
}

/** Counts each user's actions. */
export interface RateLimiter {
  /** Counts one action; `undefined` when it is within the limit. `who` is a user id. */
  count(who: number): Excess | undefined;
}

/** Most users whose periods are remembered; beyond that, the one begun longest ago is forgotten. */
const mostRemembered = 100_000;

/**
 * A user's period starts with their first action and has a fixed end, so the announced waiting time stays
 * true however often they retry. Kept in memory. `monotonic` in ms, so that setting the clock has no effect.
 */
export function createRateLimiter({ most, per }: RateLimit, monotonic: () => number): RateLimiter {
  const periods = new BoundedMap<number, { since: number; count: number }>(mostRemembered);
  return {
    count(who) {
      const now = monotonic();
      let period = periods.get(who);
      if (period === undefined || now >= period.since + per) {
        period = { since: now, count: 0 };
        periods.set(who, period);
      }
      period.count += 1;
      if (period.count <= most) return undefined;
      return { left: period.since + per - now, first: period.count === most + 1 };
    },
  };
}
