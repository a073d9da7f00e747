import type { Bot } from 'grammy';
import type { BotContext } from '../bot/context.ts';
import { createUpdateQueue } from '../bot/update-queue.ts';
import type { Config } from '../config.ts';
import { telegramWebhook } from '../http/telegram-webhook.ts';
import { isOnQQ } from '../qq/gateway/chat-ids.ts';
import { clientOptions, createApi } from '../telegram/grammy-client-options.ts';
import { createConnection } from '../telegram/reachability-and-retries.ts';
import type { Webhook } from '../telegram/register-and-watch-webhook.ts';
import { createTelegramPlatform, telegramSendRates } from '../telegram/traits-and-send-rates.ts';
import { prepareBot, startUpdates } from '../telegram/webhook-or-polling.ts';
import type { Base } from './base.ts';
import type { ChatPlatform, PlatformCallOptions, PlatformListener, Receiver } from './chat-platform.ts';

/** Connects to Telegram. */
export function connectTelegram(base: Base, token: string, calls: PlatformCallOptions): ChatPlatform {
  const { config, clock, log } = base;
  const options = { apiRoot: config.telegramApiRoot, ...calls };
  const platform = createTelegramPlatform();

  function receiver(bot: Bot<BotContext>, { onUpdate, onReconnected }: PlatformListener): Receiver {
    const queue = createUpdateQueue(bot, { monotonic: clock.monotonic, onUpdate });
    const connection = createConnection({ clock, log, onBack: onReconnected });
    const webhook = webhookOf(config);
    const transport = { bot, updateQueue: queue, connection, clock, log, webhook };
    return {
      title: platform.title,
      queue,
      webhook: webhook && telegramWebhook(webhook, queue),
      get away() {
        return connection.away;
      },
      get silentSince() {
        return connection.answeredAt;
      },
      async start(signal) {
        platform.username = await prepareBot(transport, signal);
        signal.throwIfAborted();
        return startUpdates(transport);
      },
      place: () => `guanxi runs as @${platform.username}: https://t.me/${platform.username}`,
      howToClaim: (claim) => `Open this link to become the admin: ${platform.startLink(claim)}`,
    };
  }

  return {
    platform,
    hasChat: (chat) => !isOnQQ(chat),
    rates: telegramSendRates,
    api: createApi(token, options),
    apiWithoutRetries: createApi(token, { ...options, retries: 0 }),
    bot: { token, client: clientOptions(options) },
    receiver,
  };
}

/** The webhook settings; `undefined` when updates are fetched by long polling. */
function webhookOf({ webhookUrl: url, webhookSecret: secret }: Config): Webhook | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}
