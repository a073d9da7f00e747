/** How often a person may do something: so many times in a stretch of `per` milliseconds. */
export interface Allowance {
  most: number;
  per: number;
}

/** What comes of one time too many. */
export interface Excess {
  /** How long it is until the next stretch may begin, ms. */
  left: number;
  /** Whether this is the first one too many of its stretch: the one to speak of. */
  first: boolean;
}

/** Counts what each person does. */
export interface RateLimiter {
  /** Counts one time; `undefined` when it is within the allowance. `who` is a Telegram user id. */
  take(who: number): Excess | undefined;
}

interface Stretch {
  since: number;
  count: number;
}

/**
 * A stretch begins with the first time and has its whole allowance, so what is said of its end is true however often
 * somebody tries meanwhile. Kept in memory. `monotonic` in milliseconds: a machine's clock that is set locks nobody out
 * and frees nobody.
 */
export function createRateLimiter({ most, per }: Allowance, monotonic: () => number): RateLimiter {
  // Two generations, the newer one begun less than `per` ago. The older one goes as a whole when its stretches are all
  // over, so that nobody is looked for, and as many are remembered as came in twice `per` at most.
  let older = new Map<number, Stretch>();
  let newer = new Map<number, Stretch>();
  let begun = monotonic();

  return {
    take(who) {
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
