import type { Clock } from '../clock.ts';
import { hour } from '../time-units.ts';

/** Removes expired records regularly. */
export interface Sweeper {
  /** Stops; resolves when a running sweep has stopped. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Time between sweeps, ms: a quarter of the shortest lifetime, so that at most a quarter more records are
 * stored.
 */
export const sweepEvery = 6 * hour;

/**
 * Sweeps every six hours until stopped, for the first time a minute after the start.
 * @param deps.sweep removes what is old; stops with the signal
 * @param deps.onFailure called when a sweep failed; sweeping continues
 * @example
 * const sweeper = startSweeper({ sweep: store.sweep, clock, onFailure: (err) => log.warn({ err }, 'old records stay') });
 * await sweeper.stop();
 */
export function startSweeper(deps: {
  sweep: (signal: AbortSignal) => Promise<unknown>;
  clock: Pick<Clock, 'sleep'>;
  onFailure: (error: unknown) => void;
}): Sweeper {
  const { sweep, clock, onFailure } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    for (let wait = 60_000; ; wait = sweepEvery) {
      try {
        await clock.sleep(wait, signal);
        await sweep(signal);
      } catch (error) {
        if (signal.aborted) return;
        onFailure(error);
      }
    }
  }

  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
