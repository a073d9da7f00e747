import { setTimeout as pause } from 'node:timers/promises';

/**
 * Awaits a promise with a time limit.
 * @param ms the limit
 * @param late describes who waited for what; called when time is up
 * @throws Error with that description
 */
export async function within<T>(awaited: Promise<T>, ms: number, late: () => string): Promise<T> {
  const over = new AbortController();
  const tooLate = pause(ms, undefined, { signal: over.signal }).then(
    () => {
      throw new Error(`after ${ms} ms: ${late()}`);
    },
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([awaited, tooLate]);
  } finally {
    over.abort();
  }
}
