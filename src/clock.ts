/** The time source of the program; injected so that tests can skip a day in milliseconds. */
export interface Clock {
  /** Wall clock, ms since 1970: for what is stored or shown. It can be set forward or back at any time. */
  now(): number;
  /**
   * Milliseconds since an arbitrary moment; never set and never goes back: for spacing, budgets and
   * deadlines.
   */
  monotonic(): number;
  /** Resolves after `ms`, or after 24 days if that is sooner; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest timeout of `setTimeout`, ms; a longer one fires at once. */
const longestTimer = 2 ** 31 - 1;

/** The system clock. A sleep keeps the process alive until it ends or its signal aborts. */
export const systemClock: Clock = {
  // A machine with an empty clock battery may start before 1970, which stored times do not allow.
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
