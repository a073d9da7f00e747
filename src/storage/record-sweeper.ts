import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** Removes old records now and then, for as long as it runs. */
export interface Sweeper {
  /** Ends it; resolves when a sweep that is under way has stopped. Safe to repeat. */
  stop(): Promise<void>;
}

/** How long after a sweep the next one begins, ms: a quarter of the shortest life, so a quarter too many lie there at most. */
export const sweepEvery = 6 * 3600_000;

/**
 * Sweeps a store every six hours until stopped; the first time a minute after the start, which has other things to do.
 * @param deps.onFailure hears of a sweep that could not be done; the next one is tried all the same
 * @example
 * const sweeper = startSweeper({ store, clock, onFailure: (err) => log.warn({ err }, 'old records stay') });
 * await sweeper.stop();
 */
export function startSweeper(deps: {
  store: Pick<Store, 'sweep'>;
  clock: Pick<Clock, 'sleep'>;
  onFailure: (error: unknown) => void;
}): Sweeper {
  const { store, clock, onFailure } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    for (let wait = 60_000; ; wait = sweepEvery) {
      try {
        await clock.sleep(wait, signal);
        await store.sweep(signal);
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
