/** Shares work: a call made while the previous one is still running gets the same promise. */
export function createSingleFlight<T>(): (work: () => Promise<T>) => Promise<T> {
  let underWay: Promise<T> | undefined;
  return (work) => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
