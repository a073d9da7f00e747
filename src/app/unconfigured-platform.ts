import { Api } from 'grammy';
import type { PlatformClient } from '../bot/platform.ts';
import { createTelegramPlatform } from '../telegram/platform-traits.ts';
import { telegramSendRates } from '../telegram/send-rates.ts';
import type { ChatPlatform } from './chat-platform.ts';

/** What stands for a platform that the settings name no more: whatever goes there finds nobody, and is tried again later. */
export function createUnreachable(): PlatformClient & Pick<ChatPlatform, 'rates'> {
  const reject = () => Promise.reject(new Error('The bot is not on this platform'));
  const api = new Api('0:none', { fetch: reject });
  return { platform: createTelegramPlatform(), api, apiWithoutRetries: api, rates: telegramSendRates };
}
