import type { SendRates } from '../alerts/index.ts';

/**
 * Limits for sending. Telegram publishes no exact ones: about 30 messages a second, one a second per chat, 20
 * a minute per group. Groups have negative ids.
 */
export const telegramSendRates: SendRates = {
  perSecond: 28,
  chatSpacing: 1000,
  groupPerMinute: 20,
  isGroup: (chat) => chat < 0,
  waitsForAll: true,
};
