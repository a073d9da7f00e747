/**
 * A mutex per key. Written by hand, since neither async-mutex nor p-queue has keys, and async-mutex cannot
 * cancel a single waiting call.
 * @example
 * const mutex = createKeyedMutex();
 * await mutex.run('1001', async () => write(await read()), AbortSignal.timeout(1000));
 */
export interface KeyedMutex {
  /**
   * Runs `work` after all earlier work for this key, whether that succeeded or not. If `signal` aborts while
   * waiting, rejects at once with its reason, and `work` never runs; running work is not stopped. Waiting for
   * the same key inside `work` is a deadlock.
   */
  run<T>(key: string, work: () => T | Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Number of keys with work, for tests and metrics. */
  readonly size: number;
}

/** Makes a mutex without work for any key. */
export function createKeyedMutex(): KeyedMutex {
  /** By key: resolves when the last work given so far has ended; never rejects. */
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
