import type { Clock } from '../clock.ts';
import { minute } from './time-units.ts';

const woken = 'woken';

/** Something done again and again, whenever it is due. Times are those of the monotonic clock, ms. */
export interface WakeableLoop {
  /** It is due at that time, at once when left out; what is due earlier anyway stays so. */
  wake(at?: number): void;
  /** Resolves when it is over. */
  readonly ended: Promise<void>;
}

/** A machine that was asleep finds out after so long: timers stand still in the meantime. */
const longestNap = 5 * minute;

/**
 * Does `step` at once, and then whenever it is due, until `closed`.
 * @param step must not throw; gives when it is due next
 */
export function startWakeableLoop(
  clock: Clock,
  closed: AbortSignal,
  step: () => number | undefined,
): WakeableLoop {
  let nap = new AbortController();
  let until = Number.POSITIVE_INFINITY;
  closed.addEventListener('abort', () => nap.abort(), { once: true });

  const run = async () => {
    while (!closed.aborted) {
      nap = new AbortController();
      // Whoever wakes it during the step means the time after.
      until = Number.POSITIVE_INFINITY;
      const due = step() ?? Number.POSITIVE_INFINITY;
      until = Math.min(due, clock.monotonic() + longestNap);
      await clock.sleep(Math.max(0, until - clock.monotonic()), nap.signal).catch(() => undefined);
    }
  };

  return {
    // Thousands that wake it for later than it wakes anyway cost nothing.
    wake(at = Number.NEGATIVE_INFINITY) {
      // A reason of its own: the usual one is an error made anew, with its stack, at every poll.
      if (at < until) nap.abort(woken);
    },
    ended: run(),
  };
}
