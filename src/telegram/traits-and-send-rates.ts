import type { SendRates } from '../alerts/index.ts';
import type { Platform } from '../bot/platform.ts';

/** Telegram as a platform. */
export interface TelegramPlatform extends Platform {
  /** The bot's username, without the @; `undefined` until Telegram has given it. */
  username: string | undefined;
}

/** The traits of Telegram; `username` is set once it is known. */
export function createTelegramPlatform(): TelegramPlatform {
  const link = (query: string) => platform.username && `https://t.me/${platform.username}?${query}`;
  const platform: TelegramPlatform = {
    name: 'telegram',
    title: 'Telegram',
    // The 🎉 effect, which is free for everybody.
    celebration: '5046509860389126442',
    answersOnePerson: true,
    foldsQuotations: true,
    username: undefined,
    deletesMessages: true,
    shortLabels: false,
    // In Telegram a private chat has the positive id of its user, any other chat a negative id.
    isGroup: (chat) => chat < 0,
    startLink: (payload) => link(`start=${payload}`),
    addToGroupLink: (payload) => link(`startgroup=${payload}`),
    // With the bot's name, since a group may contain several bots.
    startInGroup: (payload) => `/start@${platform.username} ${payload}`,
    nameInSettings: async (user) => String(user),
  };
  return platform;
}

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
