/**
 * Lets one at a time through, key by key; keys do not wait for each other.
 * By hand, since neither async-mutex nor p-queue knows keys, and async-mutex has no way to give up one waiting turn.
 * @example
 * const mutex = createKeyedMutex();
 * await mutex.run('1001', async () => write(await read()), AbortSignal.timeout(1000));
 */
export interface KeyedMutex {
  /**
   * Runs `work` after all work given earlier under this key, whether that succeeded or not.
   * When `signal` aborts before its turn, it rejects with the signal's reason at once and `work` never runs; once begun,
   * stopping is up to `work`. Waiting inside `work` for the same key waits for ever.
   */
  run<T>(key: string, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T>;
  /** How many keys have work, for tests and metrics. */
  readonly size: number;
}

/** A mutex in which no key has work. */
export function createKeyedMutex(): KeyedMutex {
  /** By key: settles, never rejects, when the last work given so far is over. */
  const ends = new Map<string, Promise<void>>();

  return {
    async run(key, work, signal) {
      signal?.throwIfAborted();
      const { promise: over, resolve: finish } = Promise.withResolvers<void>();
      const before = ends.get(key);
      const end = before === undefined ? over : before.then(() => over);
      ends.set(key, end);
      void end.then(() => {
        if (ends.get(key) === end) ends.delete(key);
      });
      try {
        if (before !== undefined) await turn(before, signal);
        signal?.throwIfAborted();
        return await work();
      } finally {
        finish();
      }
    },
    get size() {
      return ends.size;
    },
  };
}

function turn(before: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return before;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    void before.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
