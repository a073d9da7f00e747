import { setImmediate } from 'node:timers/promises';

/** Long work as a generator: it yields where other work may run, and returns its result. */
export type Interruptible<T> = Generator<undefined, T, undefined>;

/** Steps between two yields: at a few nanoseconds each, well under a millisecond. */
export const stepsBetweenYields = 8192;

/** Tells at each position that work has reached, whether it is time to yield. */
export function createYieldCounter(): (at: number) => boolean {
  let last = 0;
  return (at) => {
    if (at - last < stepsBetweenYields) return false;
    last = at;
    return true;
  };
}

/** How long work may block the event loop, in ms. */
const longestHold = 8;

/** Runs interruptible work in one go, for short inputs. */
export function finish<T>(work: Interruptible<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs interruptible work, blocking the event loop only for a few milliseconds at a time.
 * @throws the signal's reason when aborted
 */
export async function finishInSlices<T>(work: Interruptible<T>, signal?: AbortSignal): Promise<T> {
  for (let since = performance.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < longestHold) continue;
    await setImmediate();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
