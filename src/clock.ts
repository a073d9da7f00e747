/** Time, as the program needs it; injected so that tests pass a day in milliseconds. */
export interface Clock {
  /** The wall clock, in milliseconds since 1970: for what is stored or shown. It may be set back or forward at any time. */
  now(): number;
  /** Milliseconds since some moment before; never set, never goes back: for spacing, budgets, deadlines and rests. */
  monotonic(): number;
  /** Resolves after `ms`, or after 24 days if that is sooner; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A longer timer would go off at once, ms. */
const longestTimer = 2 ** 31 - 1;

/** The clock of the machine. A sleep keeps the process alive until it ends or its signal aborts. */
export const systemClock: Clock = {
  // A machine whose battery is flat may think that it is before 1970, which no record of a time takes.
  now: () => Math.max(0, Date.now()),
  monotonic: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
        Math.min(ms, longestTimer),
      );
      signal?.addEventListener('abort', abort, { once: true });
    });
  },
};
