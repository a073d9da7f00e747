import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work goes on before others get a turn, ms; an eighth of the longest gap a user may feel. */
const longestTurn = 6;

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
export function createYielder(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < longestTurn) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}
