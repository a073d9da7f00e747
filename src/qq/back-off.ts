/** The shortest and the longest pause between two attempts to connect, in milliseconds. */
const first = 1000;
const longest = 60_000;

/** How long to wait before the next attempt. */
export interface BackOff {
  /** Milliseconds; doubles with each call, up to a minute, and varies by half so that not everybody comes at once. */
  next(): number;
  /** A connection has worked: the next pause is short again. */
  reset(): void;
}

/** @param random as Math.random */
export function createBackOff(random: () => number): BackOff {
  let step = first;
  return {
    next() {
      const pause = step * (0.5 + random() / 2);
      step = Math.min(step * 2, longest);
      return Math.round(pause);
    },
    reset() {
      step = first;
    },
  };
}
