import type { QQIncoming, QQPort } from '../port.ts';
import { withLinksWrittenOut } from './fit-message-text.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';

/** What is needed to know what somebody quotes. */
export interface QuotedMessageDeps {
  messages: MessageStore;
  port: Pick<QQPort, 'quoted' | 'self'>;
}

/** By so many characters a message is told from others, UTF-16 units. */
const compared = 500;

/** The message that is quoted, where it is one that the bot has sent: by QQ's name for it, or by what it says. */
export async function quotedMessage(
  { id, text }: NonNullable<QQIncoming['quotes']>,
  { addressed }: QQIncoming,
  chat: number,
  { messages, port }: QuotedMessageDeps,
): Promise<StoredMessage | undefined> {
  const named = await messages.find(chat, id);
  // In a group most of what is quoted is not the bot's; QQ is asked only for what is meant for it.
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
 * Finds the message of the bot's that says this, the newest of several. QQ's name for a message is not known where it did not
 * confirm that it went; whoever quotes it shows what it says.
 */
async function findByWords(
  messages: Pick<MessageStore, 'inChat'>,
  chat: number,
  words: string,
): Promise<StoredMessage | undefined> {
  const all = await messages.inChat(chat);
  return all.findLast((message) => !message.theirs && message.text !== '' && says(words, message));
}

function says(words: string, { text, links = [] }: StoredMessage): boolean {
  const shown = withLinksWrittenOut(
    text,
    links.map((link) => ({ type: 'text_link' as const, ...link })),
  );
  return words.trim().startsWith(shown.slice(0, compared).trim());
}
