import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work goes on before others get a turn, ms; an eighth of the longest gap a user may feel. */
const longestTurn = 6;
/** Where each part has a longer sequel that is not seen from here, as an answer has: what is written down of it; ms. */
const shortTurn = 1;

/**
 * For long loops whose steps never really wait: call it every step, and whatever else the process has to do gets a turn
 * in between.
 * @example
 * const yieldIfDue = createYielder();
 * for (const row of rows) {
 *   await yieldIfDue();
 *   work(row);
 * }
 */
export function createYielder(longest = longestTurn): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longest) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}

/**
 * For work that many begin at the same moment, such as reading answers that came together: each waits here before its own
 * part. They go on one after another, and others get their turn in between.
 */
export function createTurns(): () => Promise<void> {
  const yieldIfDue = createYielder(shortTurn);
  let last = Promise.resolve();
  return () => {
    last = last.then(yieldIfDue);
    return last;
  };
}
