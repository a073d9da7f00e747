import type { Platform } from '../bot/platform.ts';

/** Telegram as a platform. */
export interface TelegramPlatform extends Platform {
  /** The bot's name there, without the @; `undefined` until Telegram has said it. */
  username: string | undefined;
}

/** Telegram, before it was reached. */
export function createTelegramPlatform(): TelegramPlatform {
  const link = (query: string) => platform.username && `https://t.me/${platform.username}?${query}`;
  const platform: TelegramPlatform = {
    name: 'telegram',
    title: 'Telegram',
    // The 🎉 that everybody may send.
    celebration: '5046509860389126442',
    answersOnePerson: true,
    foldsQuotations: true,
    username: undefined,
    deletesMessages: true,
    shortLabels: false,
    // Telegram's ids: a private chat has the positive one of its user, every other chat a negative one.
    isGroup: (chat) => chat < 0,
    startLink: (payload) => link(`start=${payload}`),
    addToGroupLink: (payload) => link(`startgroup=${payload}`),
    // With the bot's name, since a group may have several bots.
    startInGroup: (payload) => `/start@${platform.username} ${payload}`,
    nameInSettings: async (user) => String(user),
  };
  return platform;
}
