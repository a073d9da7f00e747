import type { SendRates } from '../alerts/index.ts';

/**
 * What Telegram takes. It publishes no exact limits: about 30 messages a second, one a second a chat, 20 a minute a group.
 * Groups have negative ids.
 */
export const telegramSendRates: SendRates = {
  perSecond: 28,
  chatSpacing: 1000,
  groupPerMinute: 20,
  isGroup: (chat) => chat < 0,
  waitsForAll: true,
};
