import type { ChatRecord, Collection } from '../storage/index.ts';
import { catalogues, type Language, type Texts } from './text/index.ts';

/** Keeps in which language a chat was spoken to last, if anything is kept of it. */
export async function noteSpoken(
  chats: Collection<ChatRecord>,
  chat: number,
  spoken: Language,
): Promise<void> {
  await chats.update(String(chat), (record) => record && { ...record, spoken });
}

/** How a chat is spoken to when nobody there has just written: in what it chose, else in what it spoke last. */
export function createWordsOf(deps: {
  chats: Collection<ChatRecord>;
  language: Language;
  timezone: string;
}): (chat: number) => Promise<{ texts: Texts; timezone: string }> {
  return async (chat) => {
    const record = await deps.chats.get(String(chat));
    const language = record?.language ?? record?.spoken ?? deps.language;
    return { texts: catalogues[language], timezone: record?.timezone ?? deps.timezone };
  };
}
