import type { Clock } from '../../clock.ts';

/** Between two messages the bot sends by itself, in milliseconds; an account that writes faster is taken for spam. */
const shortest = 1000;
const variation = 2000;
/** Who would have to wait longer comes back later instead. */
const longestWait = 20_000;

/** Keeps what the bot sends by itself apart in time. Answers are not held up. */
export interface Pacer {
  /** Waits for a turn; gives the seconds after which to come back where the wait would be too long, else `undefined`. */
  wait(signal?: AbortSignal): Promise<number | undefined>;
}

/** @param random as Math.random */
export function createPacer(clock: Clock, random: () => number): Pacer {
  let free = 0;
  return {
    async wait(signal) {
      const now = clock.monotonic();
      const at = Math.max(now, free);
      if (at - now > longestWait) return Math.ceil((at - now) / 1000);
      free = at + shortest + random() * variation;
      if (at > now) await clock.sleep(at - now, signal);
      return undefined;
    },
  };
}
