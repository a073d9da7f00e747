import { type KeptChat, ownerOf, readPrivateChats } from '../accounts/chats-of-one-person.ts';
import type { Language } from '../config/languages.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { catalogues, type Texts } from './text/index.ts';

/** Saves the language last used in a chat, if the chat has a record. */
export async function storeSpokenLanguage(
  chats: Repository<ChatRecord>,
  chat: number,
  spoken: Language,
): Promise<void> {
  await chats.update(String(chat), (record) => record && { ...record, spoken });
}

/** The texts in a chat's language, and the timezone to show times in. */
export type LocaleOf = (chat: number) => Promise<{ texts: Texts; timezone: string }>;

/**
 * The value of a setting in the first of a person's chats that has it.
 * @param before a chat to look at before the others
 */
export function firstChatSetting<K extends keyof ChatRecord>(
  chats: readonly KeptChat[],
  what: K,
  before?: number,
): ChatRecord[K] | undefined {
  const inOrder = [...chats.filter(({ chat }) => chat === before), ...chats];
  return inOrder.find(({ record }) => record?.[what] !== undefined)?.record?.[what];
}

/**
 * Finds the language and timezone for a message that no update triggered: the chosen language, else the one
 * last used.
 */
export function createLocaleOf(deps: {
  chats: Repository<ChatRecord>;
  language: Language;
  timezone: string;
}): LocaleOf {
  return async (chat) => {
    const own = await deps.chats.get(String(chat));
    // Notices in a linked group are meant for its owner.
    const owner = ownerOf({ chat, record: own });
    const kept = await readPrivateChats(deps.chats, owner, owner === chat ? own : undefined);
    const language =
      own?.language ??
      firstChatSetting(kept, 'language', owner) ??
      firstChatSetting(kept, 'spoken', owner) ??
      deps.language;
    return { texts: catalogues[language], timezone: firstChatSetting(kept, 'timezone') ?? deps.timezone };
  };
}
