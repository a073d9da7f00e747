/** How often a person may do something: so many times in a stretch of `per` milliseconds. */
export interface Allowance {
  most: number;
  per: number;
}

/** What comes of one time too many. */
export interface Excess {
  /** When the next stretch may begin; milliseconds since 1970. */
  until: number;
  /** Whether this is the first one too many of its stretch: the one to speak of. */
  first: boolean;
}

/** Counts what each person does. */
export interface RateLimiter {
  /** Counts one time; `undefined` when it is within the allowance. `who` is a Telegram user id. */
  take(who: number): Excess | undefined;
}

/** As many people are remembered before those whose stretch is over are dropped. */
const roomFor = 1000;

/**
 * A stretch begins with the first time and has its whole allowance, so what is said of its end is true however often
 * somebody tries meanwhile. Kept in memory. `now` in milliseconds since 1970.
 */
export function createRateLimiter({ most, per }: Allowance, now: () => number): RateLimiter {
  const stretches = new Map<number, { since: number; count: number }>();

  function forget(): void {
    for (const [who, { since }] of stretches) if (isOver(since)) stretches.delete(who);
  }
  const isOver = (since: number) => now() >= since + per || now() < since;

  return {
    take(who) {
      if (stretches.size > roomFor) forget();
      const known = stretches.get(who);
      const stretch = known && !isOver(known.since) ? known : { since: now(), count: 0 };
      stretches.set(who, stretch);
      stretch.count += 1;
      if (stretch.count <= most) return undefined;
      return { until: stretch.since + per, first: stretch.count === most + 1 };
    },
  };
}
