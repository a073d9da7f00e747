import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a loop runs before it yields, ms; an eighth of the longest delay a user should notice. */
const longestTurn = 6;
/** The same where each step causes more work elsewhere, such as storing what an answer holds; ms. */
const shortTurn = 1;

/**
 * For long loops without real waits: call it at every step, and it yields to the event loop when due.
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
 * For many tasks that start at the same moment, such as parsing answers that arrive together: each waits here
 * for its turn. They run one after another and yield to the event loop in between.
 */
export function createTurns(): () => Promise<void> {
  const yieldIfDue = createYielder(shortTurn);
  let last = Promise.resolve();
  return () => {
    last = last.then(yieldIfDue);
    return last;
  };
}
