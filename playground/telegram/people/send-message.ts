import type { MessageEntity, User } from 'grammy/types';
import { defined } from '../objects.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { documentOf } from '../state/files.ts';
import { type Content, post } from '../state/messages.ts';
import { type State, seconds } from '../state/state.ts';
import { detectEntities, trim } from '../text/entities.ts';
import { canBotRead } from './privacy-mode.ts';

/** Options of a person's message. */
export interface SendOptions {
  /** The message it replies to, or its id. */
  replyTo?: ChatMessage | number;
  /** An attached file; the text becomes its caption. */
  document?: { name: string; content: string | Uint8Array; mime?: string };
  /** The forum topic. */
  thread?: number;
  /** Links in the text: the linked word and its address. */
  links?: Readonly<Record<string, string>>;
  /** Marks it as forwarded from a hidden user, with only this name. */
  forwardedFrom?: string;
}

/** Sends a message as a person; the bot gets an update if it may read it. */
export function send(
  state: State,
  user: User,
  record: ChatRecord,
  text: string,
  { replyTo, document, thread, links = {}, forwardedFrom }: SendOptions = {},
): ChatMessage {
  requirePersonInChat(user, record);
  if (record.blocked) throw new Error(`${user.first_name} has blocked the bot`);
  if (record.migratedTo !== undefined)
    throw new Error(`chat ${record.chat.id} has become ${record.migratedTo}`);
  record.started = true;
  const id = typeof replyTo === 'number' ? replyTo : replyTo?.message_id;
  const content = {
    ...contentOf(state, text, document, links),
    ...(forwardedFrom !== undefined && {
      forward_origin: { type: 'hidden_user' as const, sender_user_name: forwardedFrom, date: seconds(state) },
    }),
  };
  const message = post(state, record, user, content, { thread, replyTo: record.messages.get(id ?? 0) });
  if (canBotRead(state, record, message)) state.updates.push({ message });
  return message;
}

function contentOf(
  state: State,
  text: string,
  document: SendOptions['document'],
  links: NonNullable<SendOptions['links']>,
): Content {
  const linked = Object.entries(links).map(([word, url]): MessageEntity => {
    const offset = text.indexOf(word);
    if (offset < 0) throw new Error(`"${word}" is not in the text`);
    return { type: 'text_link', offset, length: word.length, url };
  });
  const { text: said, entities } = detectEntities(trim({ text, entities: linked }));
  const marked = entities.length > 0 ? entities : undefined;
  if (!document) {
    if (said === '') throw new Error('a message needs a text');
    return defined({ text: said, entities: marked });
  }
  const { name, content, mime } = document;
  const file = state.files.add('document', { name, bytes: Buffer.from(content), ...defined({ mime }) });
  return { document: documentOf(file), ...defined({ caption: said || undefined, caption_entities: marked }) };
}

/** @throws Error when the person is not in the chat */
export function requirePersonInChat(user: User, { chat, members }: ChatRecord): void {
  const standing = members.get(user.id);
  if (standing === undefined || standing === 'left' || standing === 'kicked') {
    throw new Error(`${user.first_name} is not in chat ${chat.id}`);
  }
}
