/**
 * Settles like the promise, or rejects with the signal's reason if that aborts first. The work itself goes
 * on.
 */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Combines a signal with a fixed one: aborts when either does. Combined signals are cached, because creating
 * one costs more than a request.
 */
export type EitherSignal = (signal: AbortSignal | undefined) => AbortSignal | undefined;

/** @param always the fixed signal */
export function createEitherSignal(always: AbortSignal | undefined): EitherSignal {
  const made = new WeakMap<AbortSignal, AbortSignal>();
  return (signal) => {
    if (signal === undefined || always === undefined || signal === always) return signal ?? always;
    const either = made.get(signal) ?? AbortSignal.any([signal, always]);
    made.set(signal, either);
    return either;
  };
}
