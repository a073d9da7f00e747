/** The clock of a playground: the system clock, which can be moved forward. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since an arbitrary moment; never decreases. */
  monotonic(): number;
  /** Resolves after `ms`, sooner when the clock is moved; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves the clock forward by `ms`. */
  advance(ms: number): void;
}

/** @param now the wall clock to start from, in ms since 1970 */
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
    advance(ms) {
      ahead += ms;
      for (const wake of [...wakers]) wake();
    },
  };
}
