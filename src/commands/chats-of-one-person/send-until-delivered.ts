import { GrammyError } from 'grammy';
import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type Content, messageParts } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { Clock } from '../../clock.ts';

export interface SendUntilDeliveredDeps {
  clientOf: ClientOf;
  tasks: BackgroundTasks;
  clock: Clock;
}

/** Pauses between attempts, ms; the last repeats. */
const pauses = [10_000, 60_000, 600_000];

/**
 * Sends a message to a chat from which no update came, and retries until it arrives or the program ends; a
 * newer message to the same chat replaces it. Resolves when it is sent, or is scheduled to be retried. `draw`
 * is called for each attempt.
 */
export function createSendUntilDelivered({ clientOf, tasks, clock }: SendUntilDeliveredDeps) {
  /** `false` when it must be retried. */
  async function trySend(chat: number, content: Content): Promise<boolean> {
    const { text, entities, markup } = messageParts(content);
    try {
      await clientOf(chat).api.sendMessage(chat, text, { entities, ...markup });
      return true;
    } catch (error) {
      // No retry when the bot is blocked, or when QQ may have sent it (504).
      return error instanceof GrammyError && [400, 403, 504].includes(error.error_code);
    }
  }

  return async (chat: number, draw: () => Promise<Content>): Promise<void> => {
    // A task of the program rather than the user (id 0), so that /cancel does not stop it.
    const key = taskKey('told', { chat, user: 0 });
    await tasks.cancel(key);
    if (await trySend(chat, await draw())) return;
    tasks.start(key, async (signal) => {
      for (let tries = 0; ; tries += 1) {
        await clock.sleep(pauses[Math.min(tries, pauses.length - 1)] ?? 0, signal);
        if (await trySend(chat, await draw())) return;
      }
    });
  };
}
