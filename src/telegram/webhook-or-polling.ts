import { GrammyError } from 'grammy';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { UpdateStream } from '../bot/update-queue.ts';
import { TelegramRefused, tokenRefused } from './fatal-error.ts';
import { dropWebhook, type PollingDeps, pollUpdates } from './polling.ts';
import { setWebhook, type Webhook, watchWebhook } from './webhook.ts';

export interface UpdateStreamDeps extends PollingDeps {
  /** Where Telegram is to bring its updates; they are fetched when there is none. */
  webhook?: Webhook | undefined;
}

/**
 * Waits until Telegram says who the bot is, however long that takes, and agrees with it on the way of the updates.
 * Gives the bot's name, without the @.
 * @throws TelegramRefused when it does not know the token, or takes no such webhook.
 */
export async function prepareBot(
  { bot, connection, log, webhook }: Pick<UpdateStreamDeps, 'bot' | 'connection' | 'log' | 'webhook'>,
  signal: AbortSignal,
): Promise<string> {
  try {
    // `bot.init()` would try for ever by itself, without a word and deaf to the signal.
    bot.botInfo = await connection.call((given) => bot.api.getMe(grammyAbortSignal(given)), signal);
  } catch (error) {
    throw error instanceof GrammyError ? tokenRefused(error) : error;
  }
  if (webhook) await setWebhook({ bot, connection }, webhook, signal);
  else await dropWebhook(bot, log, signal);
  return bot.botInfo.username;
}

/** Lets updates in. */
export function startUpdates({ webhook, ...deps }: UpdateStreamDeps): UpdateStream {
  const closing = new AbortController();
  const { signal } = closing;
  const ended: Promise<void> = (
    webhook ? watchWebhook(deps, webhook, signal) : pollUpdates(deps, signal)
  ).catch((error: unknown) => {
    if (signal.aborted) return;
    if (!(error instanceof TelegramRefused)) deps.log.error({ err: error }, 'the updates ended');
    throw error;
  });
  // Whoever waits for `ended` hears of it; before that, nobody may be listening.
  ended.catch(() => undefined);
  return {
    ended,
    async stop(patience) {
      deps.updateQueue.close();
      closing.abort();
      await deps.updateQueue.drain(patience);
    },
  };
}
