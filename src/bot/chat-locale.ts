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

/** How a chat is spoken to when nobody there has just written: in what it chose, else in what it spoke last. */
export function createLocaleOf(deps: {
  chats: Repository<ChatRecord>;
  language: Language;
  timezone: string;
}): LocaleOf {
  return async (chat) => {
    const own = await deps.chats.get(String(chat));
    // What a linked group is told without being asked is meant for its owner.
    const record = own?.owner ? await deps.chats.get(String(own.owner.id)) : own;
    const language = own?.language ?? record?.language ?? record?.spoken ?? deps.language;
    return { texts: catalogues[language], timezone: record?.timezone ?? deps.timezone };
  };
}
