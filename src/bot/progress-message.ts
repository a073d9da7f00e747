import { editFor } from './edit-purpose.ts';

/** Time between two edits of the message, ms: Telegram allows about 20 a minute. */
const pause = 3000;

/**
 * Shows progress through `show`, at most every few seconds; updates in between are dropped. `now` in ms of a
 * monotonic clock.
 */
export function createProgressMessage(
  show: (text: string) => Promise<void>,
  now: () => number,
): (text: string) => Promise<void> {
  let shownAt = now();
  return async (text) => {
    if (now() - shownAt < pause) return;
    shownAt = now();
    await editFor('progress', () => show(text));
  };
}
