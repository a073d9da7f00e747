import type { User } from 'grammy/types';
import { type Defined, defined } from '../objects.ts';
import type { ChatMessage, ChatRecord } from './chats.ts';
import { type State, seconds } from './state.ts';

/** The content of a message, without sender, chat and date. */
export type Content = Defined<Omit<ChatMessage, 'message_id' | 'date' | 'chat' | 'from'>>;

/** Where in a chat a message goes. */
export interface Place {
  /** The forum topic. */
  thread?: number | undefined;
  /** The message it replies to. */
  replyTo?: ChatMessage | undefined;
}

/** Posts a message by `author` to a chat. */
export function post(
  state: State,
  record: ChatRecord,
  author: User,
  content: Content,
  place: Place = {},
): ChatMessage {
  const inTopic = place.thread !== undefined && record.topics.has(place.thread);
  // In a topic, a message that is not a reply refers to the service message that opened it, as in Telegram.
  const replied = place.replyTo ?? (inTopic ? record.messages.get(place.thread ?? 0) : undefined);
  const message: ChatMessage = {
    message_id: record.nextId(),
    from: author,
    chat: record.chat,
    date: seconds(state),
    ...defined({
      message_thread_id: place.thread,
      is_topic_message: inTopic ? true : undefined,
      reply_to_message: replied && withoutReply(replied),
    }),
    ...content,
  };
  record.messages.set(message.message_id, message);
  addToJournal(state, record, message, false);
  state.events.emit('event', { kind: 'message', chat: record.chat.id, message });
  return message;
}

/** Shows a message of the bot to one person of a group, without storing it. */
export function postEphemeral(
  state: State,
  record: ChatRecord,
  receiver: User,
  content: Content,
): ChatMessage {
  const message: ChatMessage = {
    message_id: 0,
    ephemeral_message_id: record.nextEphemeralId(),
    receiver_user: receiver,
    from: state.bot,
    chat: record.chat,
    date: seconds(state),
    ...content,
  };
  addToJournal(state, record, message, false);
  state.events.emit('event', { kind: 'message', chat: record.chat.id, message });
  return message;
}

/** Whether a person sees the message: ephemeral ones are only for their receiver. */
export function isShownTo(user: User, { receiver_user: receiver }: ChatMessage): boolean {
  return receiver === undefined || receiver.id === user.id;
}

/** Replaces a message of the bot by its edited version. */
export function storeEdit(state: State, record: ChatRecord, message: ChatMessage): ChatMessage {
  const edited = { ...message, edit_date: seconds(state) };
  record.messages.set(message.message_id, edited);
  addToJournal(state, record, edited, true);
  state.events.emit('event', { kind: 'edit', chat: record.chat.id, message: edited });
  return edited;
}

/** Deletes messages from a chat. */
export function removeMessages(state: State, record: ChatRecord, ids: number[]): void {
  for (const id of ids) record.messages.delete(id);
  record.pinned = record.pinned.filter((id) => !ids.includes(id));
  state.events.emit('event', { kind: 'delete', chat: record.chat.id, messages: ids });
}

/** A message nested in another; its own `reply_to_message` is omitted, as documented. */
export function withoutReply({ reply_to_message: _, ...message }: ChatMessage) {
  // The type requires a field that is undefined, which is not sent.
  return message as NonNullable<ChatMessage['reply_to_message']>;
}

function addToJournal(state: State, record: ChatRecord, message: ChatMessage, edited: boolean): void {
  if (message.from.id !== state.bot.id) return;
  record.journal.push({ turn: record.journal.length + 1, edited, message });
}
