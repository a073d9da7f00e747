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
