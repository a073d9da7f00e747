/** Shortest and longest pause between attempts to connect, in ms. */
const shortest = 1000;
const longest = 60_000;

/** Computes the pause before the next attempt to connect. */
export interface BackOff {
  /**
   * The pause in ms: doubles with each call, up to a minute, with jitter so that clients do not reconnect all
   * at once.
   */
  next(): number;
  /** Makes the next pause short again, after a connection has worked. */
  reset(): void;
}

/** @param random like Math.random */
export function createBackOff(random: () => number): BackOff {
  let step = shortest;
  return {
    next() {
      const pause = step * (0.5 + random() / 2);
      step = Math.min(step * 2, longest);
      return Math.round(pause);
    },
    reset() {
      step = shortest;
    },
  };
}
