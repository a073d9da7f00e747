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

interface Period {
  since: number;
  count: number;
}

/**
 * A user's period starts with their first action and has a fixed end, so the announced waiting time stays
 * true however often they retry. Kept in memory. `monotonic` in ms, so that setting the clock has no effect.
 */
export function createRateLimiter({ most, per }: RateLimit, monotonic: () => number): RateLimiter {
  // Two generations, the newer one started less than `per` ago. The older one is dropped as a whole when all
  // its periods are over: no scan is needed, and only the users of the last two `per` are kept.
  let older = new Map<number, Period>();
  let newer = new Map<number, Period>();
  let begun = monotonic();

  return {
    count(who) {
      const now = monotonic();
      if (now >= begun + per) [older, newer, begun] = [newer, new Map(), now];
      let stretch = newer.get(who) ?? older.get(who);
      if (stretch === undefined || now >= stretch.since + per) {
        stretch = { since: now, count: 0 };
        newer.set(who, stretch);
      }
      stretch.count += 1;
      if (stretch.count <= most) return undefined;
      return { left: stretch.since + per - now, first: stretch.count === most + 1 };
    },
  };
}
