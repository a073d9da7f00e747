import { setImmediate } from 'node:timers/promises';

/** Work that may take long, as a generator: it yields wherever other work may be let through, and returns its result. */
export type Interruptible<T> = Generator<undefined, T, undefined>;

/** After how many steps such work yields: at a few nanoseconds each, well under a millisecond. */
export const stepsBetweenYields = 8192;

/** How long work keeps the event loop before timers, sockets and signals get their turn, in ms. */
const longestHold = 8;

/** Does interruptible work at once, for an input that is known to be short. */
export function finish<T>(work: Interruptible<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Does interruptible work while the rest of the program goes on: the event loop is held for some milliseconds at a time.
 * @throws the signal's reason when it is given up
 */
export async function finishSlowly<T>(work: Interruptible<T>, signal?: AbortSignal): Promise<T> {
  for (let since = performance.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < longestHold) continue;
    await setImmediate();
    signal?.throwIfAborted();
    since = performance.now();
  }
}
