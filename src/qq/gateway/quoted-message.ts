import type { QQIncoming, QQPort } from '../port.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { withLinksWrittenOut } from './write-links-out.ts';

/** How many characters (UTF-16 units) are compared to recognise a message. */
const comparedLength = 500;

/** Finds the quoted message, if the bot sent it: by its QQ id, or by its text. */
export async function quotedMessage(
  { id, text }: NonNullable<QQIncoming['quotes']>,
  { addressed }: QQIncoming,
  chat: number,
  { messages, port }: { messages: MessageStore; port: Pick<QQPort, 'quoted' | 'self'> },
): Promise<StoredMessage | undefined> {
  const named = await messages.find(chat, id);
  // In groups most quoted messages are not the bot's, so QQ is asked only for messages addressed to it.
  if (named !== undefined || !addressed || text !== undefined) return named;
  const quoted = await port.quoted(id);
  if (quoted?.from === undefined || quoted.from.id !== port.self()?.id) return undefined;
  const found = await findByWords(messages, chat, quoted.text);
  if (found === undefined) return undefined;
  const part = { id, at: found.date * 1000, media: found.shape !== 'text' };
  const message = { ...found, parts: [...found.parts, part] };
  await messages.put(message);
  return message;
}

/**
 * Finds the bot's newest message with this text. The QQ id of a message is unknown if QQ did not confirm it,
 * but a quote contains its text.
 */
async function findByWords(
  messages: Pick<MessageStore, 'inChat'>,
  chat: number,
  words: string,
): Promise<StoredMessage | undefined> {
  const all = await messages.inChat(chat);
  return all.findLast((message) => !message.theirs && message.text !== '' && showsText(words, message));
}

function showsText(words: string, { text, links = [] }: StoredMessage): boolean {
  const shown = withLinksWrittenOut(
    text,
    links.map((link) => ({ type: 'text_link' as const, ...link })),
  );
  return words.trim().startsWith(shown.slice(0, comparedLength).trim());
}
