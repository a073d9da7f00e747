import { type Bot, GrammyError } from 'grammy';
import type { BotContext } from '../bot/context.ts';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { UpdateQueue } from '../bot/update-queue.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { TelegramRefused, tokenRefused } from './fatal-telegram-error.ts';
import { createGiveWayDecision } from './polling-conflict.ts';
import { type Connection, retryInterval } from './reachability-and-retries.ts';

export interface PollingDeps {
  bot: Bot<BotContext>;
  updateQueue: UpdateQueue;
  connection: Connection;
  clock: Clock;
  log: Log;
}

/** The types of updates that the bot requests. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** How long Telegram may hold a long poll open, in seconds. */
const longPoll = 30;

/**
 * Fetches updates until `signal` aborts, then rejects with its reason.
 * @throws TelegramRefused when the token is no longer valid, or another program keeps fetching the same
 *   updates
 */
export async function pollUpdates(
  { bot, updateQueue, connection, clock, log }: PollingDeps,
  signal: AbortSignal,
): Promise<never> {
  const mustGiveWay = createGiveWayDecision(clock.monotonic);
  let warned = false;
  let offset = 0;
  let limit = 100;
  while (true) {
    try {
      const updates = await connection.call((given) => {
        // After an outage poll without waiting, to notice at once that Telegram is back.
        const timeout = connection.away ? 0 : longPoll;
        const wanted = { offset, limit, timeout, allowed_updates: wantedUpdates };
        return bot.api.getUpdates(wanted, grammyAbortSignal(given));
      }, signal);
      // Updates received during shutdown stay unconfirmed, so that Telegram delivers them again after the
      // next start.
      signal.throwIfAborted();
      // The highest id, not the last: if updates came out of order, the others would be delivered again and
      // again.
      const numbered = updates.filter((update) => Number.isSafeInteger(update?.update_id));
      if (numbered.length > 0) offset = Math.max(...numbered.map(({ update_id }) => update_id)) + 1;
      limit = Math.min(await updateQueue.take(numbered), 100);
    } catch (error) {
      if (!(error instanceof GrammyError)) throw error;
      if (error.error_code !== 409) throw tokenRefused(error);
      if (mustGiveWay()) throw takenByAnotherProgram(error);
      if (!warned) log.warn('another program is fetching the updates of this bot; waiting for it to end');
      warned = true;
      await clock.sleep(retryInterval, signal);
    }
  }
}

/**
 * Removes a webhook, while which Telegram answers polling with 409. Errors are logged only: a server that
 * does not support webhooks has none.
 */
export async function dropWebhook(bot: Bot<BotContext>, log: Log, signal: AbortSignal): Promise<void> {
  await bot.api.deleteWebhook({}, grammyAbortSignal(signal)).catch((err: unknown) => {
    signal.throwIfAborted();
    log.warn({ err }, 'a webhook may still be set');
  });
}

function takenByAnotherProgram({ description }: GrammyError): TelegramRefused {
  return new TelegramRefused(
    `Another program is fetching the updates of this bot, or a webhook is set (${description}). Stop it, or give this one a bot of its own.`,
  );
}
