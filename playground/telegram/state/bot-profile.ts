import type { MenuButton } from 'grammy/types';

/** What people read about the bot, by language; `''` is for every other language. */
export interface Profile {
  name: Map<string, string>;
  description: Map<string, string>;
  shortDescription: Map<string, string>;
  /** The menu button of chats that have none of their own. */
  menuButton: MenuButton;
}

/** Makes the profile of a new bot. */
export function createProfile(): Profile {
  return {
    name: new Map(),
    description: new Map(),
    shortDescription: new Map(),
    menuButton: { type: 'commands' },
  };
}

/** The text a person with this language reads. */
export function inLanguage(texts: Map<string, string>, languageCode: string | undefined): string {
  return texts.get(shortLanguage(languageCode)) ?? texts.get('') ?? '';
}

/** The two letters Telegram goes by, of a tag such as `zh-hans`. */
export function shortLanguage(languageCode: string | undefined): string {
  return languageCode?.split('-')[0]?.toLowerCase() ?? '';
}
