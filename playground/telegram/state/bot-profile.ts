import type { MenuButton } from 'grammy/types';

/** The bot's profile texts by language; `''` is the default. */
export interface Profile {
  name: Map<string, string>;
  description: Map<string, string>;
  shortDescription: Map<string, string>;
  /** The default menu button of chats. */
  menuButton: MenuButton;
}

export function createProfile(): Profile {
  return {
    name: new Map(),
    description: new Map(),
    shortDescription: new Map(),
    menuButton: { type: 'commands' },
  };
}

/** The text for a person with this language. */
export function inLanguage(texts: Map<string, string>, languageCode: string | undefined): string {
  return texts.get(shortLanguage(languageCode)) ?? texts.get('') ?? '';
}

/** The two-letter language of a tag such as `zh-hans`. */
export function shortLanguage(languageCode: string | undefined): string {
  return languageCode?.split('-')[0]?.toLowerCase() ?? '';
}
