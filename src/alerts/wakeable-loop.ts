import type { Clock } from '../clock.ts';
import { minute } from '../time-units.ts';

const woken = 'woken';

/** A loop that runs a step whenever it is due. Times are monotonic, ms. */
export interface WakeableLoop {
  /** Makes the step due at that time, now by default; an earlier due time stays. */
  wake(at?: number): void;
  /** Resolves when the loop has ended. */
  readonly ended: Promise<void>;
}

/** The longest sleep: after the machine was suspended a timer may fire late by the time it slept. */
const maxSleep = 5 * minute;

/**
 * Runs `step` at once, and then whenever it is due, until `closed`.
 * @param step returns when it is due next; must not throw
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
      // A wake during the step applies to the time after it.
      until = Number.POSITIVE_INFINITY;
      const due = step() ?? Number.POSITIVE_INFINITY;
      until = Math.min(due, clock.monotonic() + maxSleep);
      await clock.sleep(Math.max(0, until - clock.monotonic()), nap.signal).catch(() => undefined);
    }
  };

  return {
    // Waking for a later time than the current one costs nothing, however often.
    wake(at = Number.NEGATIVE_INFINITY) {
      // A fixed reason, because the default one is a new error with a stack at every poll.
      if (at < until) nap.abort(woken);
    },
    ended: run(),
  };
}
