import { GrammyError } from 'grammy';
import { dropWebhook, type PollingDeps, poll } from './polling.ts';
import { TelegramRefused, tokenRefused } from './telegram-refused.ts';
import { callSignal } from './fetch.ts';
import { setWebhook, type Webhook, watchWebhook } from './webhook.ts';

/** Updates coming in and being handled. */
export interface Receiving {
  /** Rejects with TelegramRefused when Telegram ends it; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Takes in no more, and waits at most `patience` milliseconds for what is being handled. */
  stop(patience: number): Promise<void>;
}

/** What receiving takes. */
export interface ReceivingDeps extends PollingDeps {
  /** Where Telegram is to bring its updates; they are fetched when there is none. */
  webhook?: Webhook | undefined;
}

/**
 * Waits until Telegram says who the bot is, however long that takes, and agrees with it on the way of the updates.
 * @throws TelegramRefused when it does not know the token, or takes no such webhook.
 */
export async function introduce(
  { bot, line, log, webhook }: Pick<ReceivingDeps, 'bot' | 'line' | 'log' | 'webhook'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    // `bot.init()` would try for ever by itself, without a word and deaf to the signal.
    bot.botInfo = await line.ask((given) => bot.api.getMe(callSignal(given)), signal);
  } catch (error) {
    throw error instanceof GrammyError ? tokenRefused(error) : error;
  }
  if (webhook) await setWebhook({ bot, line }, webhook, signal);
  else await dropWebhook(bot, log, signal);
}

/** Lets updates in. */
export function startReceiving({ webhook, ...deps }: ReceivingDeps): Receiving {
  const closing = new AbortController();
  const { signal } = closing;
  const ended: Promise<void> = (webhook ? watchWebhook(deps, webhook, signal) : poll(deps, signal)).catch(
    (error: unknown) => {
      if (signal.aborted) return;
      if (!(error instanceof TelegramRefused)) deps.log.error({ err: error }, 'the updates ended');
      throw error;
    },
  );
  // Whoever waits for `ended` hears of it; before that, nobody may be listening.
  ended.catch(() => undefined);
  return {
    ended,
    async stop(patience) {
      deps.intake.close();
      closing.abort();
      await deps.intake.drain(patience);
    },
  };
}
