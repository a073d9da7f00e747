import { editFor } from '../../bot/edit-purpose.ts';

/** How long a message stays as it is while work goes on, in milliseconds: Telegram takes about 20 changes a minute. */
const pause = 3000;

/**
 * Shows how far work is, through `show`, at most every few seconds; what comes in between is passed over, since newer
 * follows. `now` in milliseconds of a clock that is never set.
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
