import { type Bot, GrammyError } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import type { BotContext } from '../bot/context.ts';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import { TelegramRefused, tokenRefused } from './fatal-error.ts';
import { wantedUpdates } from './wanted-updates.ts';

/** The address at which Telegram brings updates, and the secret by which its calls are known. */
export interface Webhook {
  url: string;
  secret: string;
}

export interface WebhookDeps {
  bot: Bot<BotContext>;
  connection: Connection;
  clock: Clock;
  log: Log;
}

/** How often Telegram is asked how its calls go, in milliseconds. */
const checkInterval = 60_000;

/**
 * Has Telegram bring its updates to `webhook`. It stays set when the program ends: what comes up then waits for the next
 * start.
 * @throws TelegramRefused when it takes no such address.
 */
export async function setWebhook(
  { bot, connection }: Pick<WebhookDeps, 'bot' | 'connection'>,
  { url, secret }: Webhook,
  signal: AbortSignal,
): Promise<void> {
  const settings = { secret_token: secret, allowed_updates: wantedUpdates };
  try {
    await connection.call((given) => bot.api.setWebhook(url, settings, grammyAbortSignal(given)), signal);
  } catch (error) {
    throw error instanceof GrammyError ? webhookRefused(error) : error;
  }
}

/**
 * Sees to it that Telegram's calls come through until `signal` aborts, and rejects with its reason then.
 * @throws TelegramRefused when the token is no good any more, or another program has taken the webhook away.
 */
export async function watchWebhook(
  { bot, connection, clock, log }: WebhookDeps,
  { url }: Webhook,
  signal: AbortSignal,
): Promise<never> {
  try {
    let told = 0;
    while (true) {
      await clock.sleep(checkInterval, signal);
      const info = await connection.call((given) => bot.api.getWebhookInfo(grammyAbortSignal(given)), signal);
      if (info.url !== url) throw webhookChanged();
      told = logDeliveryTrouble(info, told, log);
    }
  } catch (error) {
    throw error instanceof GrammyError ? tokenRefused(error) : error;
  }
}

/** Logs what Telegram says went wrong, once each time; gives the time (seconds) of the last that was told. */
function logDeliveryTrouble(info: WebhookInfo, told: number, log: Log): number {
  const { last_error_date: at = 0, last_error_message: why, pending_update_count: waiting } = info;
  if (at > told) log.warn({ why, waiting }, 'Telegram could not bring an update to WEBHOOK_URL');
  return Math.max(at, told);
}

function webhookChanged(): TelegramRefused {
  return new TelegramRefused(
    'Another program has changed the webhook of this bot, so that no updates come here. Stop it, or give this one a bot of its own.',
  );
}

function webhookRefused({ description }: GrammyError): TelegramRefused {
  return new TelegramRefused(
    `Telegram does not accept WEBHOOK_URL (${description}). It must be an https address that Telegram can reach; without it, updates are fetched.`,
  );
}
