import type { Clock } from '../../clock.ts';

/**
 * Pause between two unprompted messages, in ms, plus a random part; an account that writes faster is taken
 * for spam.
 */
const shortestGap = 1000;
const variation = 2000;
/** Longest wait, in ms; callers that would wait longer must try again later. */
const longestWait = 20_000;

/**
 * Spaces out messages that the bot sends by itself; answers do not wait. Resolves when the message may be sent,
 * or with the seconds after which to try again if the wait would be too long.
 */
export type Pacer = (signal?: AbortSignal) => Promise<number | undefined>;

/** @param random like Math.random */
export function createPacer(clock: Clock, random: () => number): Pacer {
  let free = 0;
  return async (signal) => {
    const now = clock.monotonic();
    const at = Math.max(now, free);
    if (at - now > longestWait) return Math.ceil((at - now) / 1000);
    free = at + shortestGap + random() * variation;
    if (at > now) await clock.sleep(at - now, signal);
    return undefined;
  };
}
