import { Api } from 'grammy';
import type { PlatformClient } from '../bot/platform.ts';
import { createTelegramPlatform, telegramSendRates } from '../telegram/platform-traits.ts';
import type { ChatPlatform } from './chat-platform.ts';

/**
 * A client for chats on a platform that is no longer configured: every call fails, so deliveries are retried
 * later.
 */
export function createUnconfiguredPlatform(): PlatformClient & Pick<ChatPlatform, 'rates'> {
  const reject = () => Promise.reject(new Error('The bot is not on this platform'));
  const api = new Api('0:none', { fetch: reject });
  return { platform: createTelegramPlatform(), api, apiWithoutRetries: api, rates: telegramSendRates };
}
