import { Api } from 'grammy';
import type { SendRates } from '../alerts/index.ts';
import type { ClientOf, PlatformClient } from '../bot/platform.ts';
import { createTelegramPlatform, telegramSendRates } from '../telegram/traits-and-send-rates.ts';
import type { Base } from './base.ts';
import type { ChatPlatform, PlatformCallOptions } from './chat-platform.ts';
import { connectQQ } from './qq.ts';
import { connectTelegram } from './telegram.ts';

/** The chat platforms, and the one each chat is on. */
export interface Platforms {
  all: readonly ChatPlatform[];
  clientOf: ClientOf;
  ratesOf: (chat: number) => SendRates;
}

/**
 * Connects the chat platforms in the settings. A chat on a platform that is no longer configured (its login
 * is still stored) gets a client whose calls all fail.
 * @param undo closes connections that are kept open
 */
export function connectPlatforms(
  base: Base,
  calls: PlatformCallOptions,
  undo: AsyncDisposableStack,
): Platforms {
  const { botToken, qqOneBot, qqOfficial } = base.config;
  const all = [
    ...(botToken === undefined ? [] : [connectTelegram(base, botToken, calls)]),
    ...(qqOneBot === undefined ? [] : [connectQQ.byOneBot(base, qqOneBot, calls, undo)]),
    ...(qqOfficial === undefined ? [] : [connectQQ.byOfficial(base, qqOfficial, calls, undo)]),
  ];
  const unreachable = createUnconfiguredPlatform();
  const platformOf = (chat: number) => all.find((platform) => platform.hasChat(chat)) ?? unreachable;
  return { all, clientOf: platformOf, ratesOf: (chat) => platformOf(chat).rates };
}

/**
 * A client for chats on a platform that is no longer configured: every call fails, so deliveries are retried
 * later.
 */
function createUnconfiguredPlatform(): PlatformClient & Pick<ChatPlatform, 'rates'> {
  const reject = () => Promise.reject(new Error('The bot is not on this platform'));
  const api = new Api('0:none', { fetch: reject });
  return { platform: createTelegramPlatform(), api, apiWithoutRetries: api, rates: telegramSendRates };
}
