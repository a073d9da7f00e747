import { type KeptChat, ownerOf, readPrivateChats } from '../accounts/chats-of-one-person.ts';
import type { Language } from '../config/languages.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { catalogues, type Texts } from './text/index.ts';

/** Keeps in which language a chat was spoken to last, if anything is kept of it. */
export async function storeSpokenLanguage(
  chats: Repository<ChatRecord>,
  chat: number,
  spoken: Language,
): Promise<void> {
  await chats.update(String(chat), (record) => record && { ...record, spoken });
}

/** The words for a chat, and the timezone its times are shown in. */
export type LocaleOf = (chat: number) => Promise<{ texts: Texts; timezone: string }>;

/**
 * What was set in the first of these chats in which it was set at all.
 * @param before the chat that comes before all others
 */
export function firstSetting<K extends keyof ChatRecord>(
  chats: readonly KeptChat[],
  what: K,
  before?: number,
): ChatRecord[K] | undefined {
  const inOrder = [...chats.filter(({ chat }) => chat === before), ...chats];
  return inOrder.find(({ record }) => record?.[what] !== undefined)?.record?.[what];
}

/** How a chat is spoken to when nobody there has just written: in what it chose, else in what it spoke last. */
export function createLocaleOf(deps: {
  chats: Repository<ChatRecord>;
  language: Language;
  timezone: string;
}): LocaleOf {
  return async (chat) => {
    const own = await deps.chats.get(String(chat));
    // What a linked group is told without being asked is meant for its owner.
    const owner = ownerOf({ chat, record: own });
    const kept = await readPrivateChats(deps.chats, owner, owner === chat ? own : undefined);
    const language =
      own?.language ??
      firstSetting(kept, 'language', owner) ??
      firstSetting(kept, 'spoken', owner) ??
      deps.language;
    return { texts: catalogues[language], timezone: firstSetting(kept, 'timezone') ?? deps.timezone };
  };
}
