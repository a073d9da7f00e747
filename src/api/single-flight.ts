/** Shares work: a caller that comes while it is under way gets the same promise. */
export function createSingleFlight<T>(): (work: () => Promise<T>) => Promise<T> {
  let underWay: Promise<T> | undefined;
  return (work) => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Queues work: each piece starts when the one before has ended, however it ended. */
export function createSerial(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
