/** Runs the work for each person's messages in order. `key` identifies chat and person. */
export interface QueuePerPerson {
  /** Whether work for this key is running or waiting. */
  isBusy(key: string): boolean;
  /** Runs `work` after all earlier work for this key; a failure affects only its caller. */
  enqueue(key: string, work: () => Promise<void>): Promise<void>;
  /** Runs `work` at once; later queued work waits for it too. */
  runNow(key: string, work: () => Promise<void>): Promise<void>;
}

export function createQueuePerPerson(): QueuePerPerson {
  const tails = new Map<string, Promise<unknown>>();

  function track(key: string, running: Promise<void>): Promise<void> {
    const tail = Promise.allSettled([tails.get(key), running]).then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    tails.set(key, tail);
    return running;
  }

  return {
    isBusy: (key) => tails.has(key),
    enqueue(key, work) {
      const before = tails.get(key);
      return track(key, before === undefined ? work() : before.then(work));
    },
    runNow: (key, work) => track(key, work()),
  };
}
