import { type Bot, GrammyError } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import type { BotContext } from '../bot/context.ts';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { TelegramRefused, tokenRefused } from './fatal-telegram-error.ts';
import { wantedUpdates } from './polling.ts';
import type { Connection } from './reachability-and-retries.ts';

/** The URL to which Telegram sends updates, and the secret that authenticates its requests. */
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

/** How often the state of the webhook is checked, in ms. */
const checkInterval = 60_000;

/**
 * Registers `webhook` with Telegram. It stays registered when the program ends; updates then wait for the
 * next start.
 * @throws TelegramRefused when Telegram does not accept the address
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
 * Checks regularly that the webhook is still set and works, until `signal` aborts; then rejects with its
 * reason.
 * @throws TelegramRefused when the token is no longer valid, or another program has changed the webhook
 */
export async function watchWebhook(
  { bot, connection, clock, log }: WebhookDeps,
  { url }: Webhook,
  signal: AbortSignal,
): Promise<never> {
  try {
    let lastReported = 0;
    while (true) {
      await clock.sleep(checkInterval, signal);
      const info = await connection.call((given) => bot.api.getWebhookInfo(grammyAbortSignal(given)), signal);
      if (info.url !== url) throw webhookChanged();
      lastReported = logDeliveryTrouble(info, lastReported, log);
    }
  } catch (error) {
    throw error instanceof GrammyError ? tokenRefused(error) : error;
  }
}

/** Logs a failed delivery once; returns the time (seconds since 1970) of the last one logged. */
function logDeliveryTrouble(info: WebhookInfo, lastReported: number, log: Log): number {
  const { last_error_date: at = 0, last_error_message: why, pending_update_count: waiting } = info;
  if (at > lastReported) log.warn({ why, waiting }, 'Telegram could not bring an update to WEBHOOK_URL');
  return Math.max(at, lastReported);
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
