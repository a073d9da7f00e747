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

/** Tells a chat that nobody has just written in; resolves once it is told, or is to be told later. */
export type SendUntilDelivered = (chat: number, draw: () => Promise<Content>) => Promise<void>;

/** How long until it is tried again, ms; the last holds on. */
const pauses = [10_000, 60_000, 600_000];

/**
 * Tells chats on other platforms how they are joined. Where that cannot be said just now it is tried again until it arrives,
 * or the program ends; what is newer takes its place. `draw` is asked anew each time.
 */
export function createSendUntilDelivered({
  clientOf,
  tasks,
  clock,
}: SendUntilDeliveredDeps): SendUntilDelivered {
  /** `false` when it is to be tried again. */
  async function trySend(chat: number, content: Content): Promise<boolean> {
    const { text, entities, markup } = messageParts(content);
    try {
      await clientOf(chat).api.sendMessage(chat, text, { entities, ...markup });
      return true;
    } catch (error) {
      // Who has blocked the bot is not told later, either; what may have gone on QQ (504) is not said twice.
      return error instanceof GrammyError && [400, 403, 504].includes(error.error_code);
    }
  }

  return async (chat, draw) => {
    // Of the program, not of the user, who ends what they began by /cancel.
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
