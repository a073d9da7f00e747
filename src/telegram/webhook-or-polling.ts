import { GrammyError } from 'grammy';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { UpdateStream } from '../bot/update-queue.ts';
import { TelegramRefused, tokenRefused } from './fatal-telegram-error.ts';
import { dropWebhook, type PollingDeps, pollUpdates } from './polling.ts';
import { setWebhook, type Webhook, watchWebhook } from './register-and-watch-webhook.ts';

export interface UpdateStreamDeps extends PollingDeps {
  /** The webhook for updates; they are polled when omitted. */
  webhook?: Webhook | undefined;
}

/**
 * Waits, however long, until Telegram has answered getMe; then sets the webhook, or removes it for polling.
 * Returns the bot's username, without the @.
 * @throws TelegramRefused when Telegram does not accept the token or the webhook
 */
export async function prepareBot(
  { bot, connection, log, webhook }: Pick<UpdateStreamDeps, 'bot' | 'connection' | 'log' | 'webhook'>,
  signal: AbortSignal,
): Promise<string> {
  try {
    // `bot.init()` would retry forever, without logging and ignoring the signal.
    bot.botInfo = await connection.call((given) => bot.api.getMe(grammyAbortSignal(given)), signal);
  } catch (error) {
    throw error instanceof GrammyError ? tokenRefused(error) : error;
  }
  if (webhook) await setWebhook({ bot, connection }, webhook, signal);
  else await dropWebhook(bot, log, signal);
  return bot.botInfo.username;
}

/** Starts receiving updates, by webhook or polling. */
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
  // Prevents an unhandled rejection while nobody awaits `ended` yet.
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
