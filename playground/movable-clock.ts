/** The time of a playground: that of the machine, put forward by whoever wants something to be over. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment before; never goes back. */
  monotonic(): number;
  /** Resolves after `ms`, sooner when time is put forward; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Puts the time forward by `ms`. */
  pass(ms: number): void;
}

/** The time of the machine. @param now another wall clock, in ms since 1970 */
export function createMovableClock(now: () => number = Date.now): MovableClock {
  let ahead = 0;
  const wakers = new Set<() => void>();
  const monotonic = () => performance.now() + ahead;
  return {
    now: () => now() + ahead,
    monotonic,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const end = monotonic() + ms;
        let timer = setTimeout(finish, ms);
        function finish(): void {
          leave();
          resolve();
        }
        function abort(): void {
          leave();
          reject(signal?.reason);
        }
        function move(): void {
          clearTimeout(timer);
          timer = setTimeout(finish, Math.max(0, end - monotonic()));
        }
        function leave(): void {
          clearTimeout(timer);
          wakers.delete(move);
          signal?.removeEventListener('abort', abort);
        }
        wakers.add(move);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    pass(ms) {
      ahead += ms;
      for (const wake of [...wakers]) wake();
    },
  };
}
