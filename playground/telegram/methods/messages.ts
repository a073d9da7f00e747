import type { ReactionType } from 'grammy/types';
import { badRequest } from '../errors.ts';
import { isRecord } from '../objects.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { post, removeMessages, withoutReply } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import { findMessage, writableChat } from './access.ts';
import type { Method } from './method.ts';
import { isReaction } from './reactions.ts';

/** Documented: at most 100 messages in one call. */
const MAX_DELETED = 100;

const deleteMessage: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  const message = findMessage(record, params, 'message to delete');
  if (!mayDelete(state, record, message)) throw badRequest("message can't be deleted");
  removeMessages(state, record, [message.message_id]);
  return true;
};

const deleteMessages: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  const ids = params.json('message_ids');
  if (ids === undefined) throw badRequest('message identifiers are not specified');
  if (!Array.isArray(ids)) throw badRequest('expected an Array of message identifiers');
  if (ids.length > MAX_DELETED) throw badRequest('too many message identifiers specified');
  // Documented: missing messages are skipped.
  const found = ids.flatMap((id) => record.messages.get(Number(id)) ?? []);
  if (found.some((message) => !mayDelete(state, record, message)))
    throw badRequest("message can't be deleted");
  if (found.length > 0)
    removeMessages(
      state,
      record,
      found.map(({ message_id }) => message_id),
    );
  return true;
};

/** Documented: its own messages, and others' in private chats and where the bot is an administrator. */
function mayDelete(state: State, { chat, bot }: ChatRecord, message: ChatMessage): boolean {
  return message.from.id === state.bot.id || chat.type === 'private' || bot === 'administrator';
}

const setMessageReaction: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  const { message_id: message } = findMessage(record, params, 'message to react');
  const types = params.json('reaction', 'reaction types') ?? [];
  if (!Array.isArray(types)) throw badRequest('expected an Array of ReactionType');
  const reaction = types.map(readReaction);
  if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  record.reactions.set(message, reaction);
  state.events.emit('event', { kind: 'reaction', chat: record.chat.id, message, reaction });
  return true;
};

function readReaction(value: unknown): ReactionType {
  if (!isRecord(value)) throw badRequest("can't parse ReactionType: expected an Object");
  if (value.type !== 'emoji' || !isReaction(value.emoji)) throw badRequest('REACTION_INVALID');
  return { type: 'emoji', emoji: value.emoji };
}

const pinChatMessage: Method = ({ state, params }) => {
  const record = writableChat(state, params);
  const message = findMessage(record, params, 'message to pin');
  if (record.chat.type !== 'private' && record.bot !== 'administrator') {
    throw badRequest('not enough rights to manage pinned messages in the chat');
  }
  if (record.pinned.at(-1) === message.message_id) return true;
  record.pinned = [...record.pinned.filter((id) => id !== message.message_id), message.message_id];
  state.events.emit('event', { kind: 'pin', chat: record.chat.id, message: message.message_id });
  post(state, record, state.bot, { pinned_message: withoutReply(message) });
  return true;
};

/** Deleting, pinning and reacting to messages. */
export const messageMethods = { deleteMessage, deleteMessages, setMessageReaction, pinChatMessage };
