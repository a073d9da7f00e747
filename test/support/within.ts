import { setTimeout as pause } from 'node:timers/promises';

/**
 * What is awaited, if it comes in time.
 * @param ms how long it may take
 * @param late says who waited for what, when it took longer; read then
 * @throws Error with these words
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
