/** The promise's outcome, or a rejection with the signal's reason when that comes first. The work itself goes on. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A signal that aborts when either does; the same one for the same two, since making one costs more than a request. */
export type EitherSignal = (signal: AbortSignal | undefined) => AbortSignal | undefined;

/** @param always the signal that is one of the two every time */
export function createEitherSignal(always: AbortSignal | undefined): EitherSignal {
  const made = new WeakMap<AbortSignal, AbortSignal>();
  return (signal) => {
    if (signal === undefined || always === undefined || signal === always) return signal ?? always;
    const either = made.get(signal) ?? AbortSignal.any([signal, always]);
    made.set(signal, either);
    return either;
  };
}
