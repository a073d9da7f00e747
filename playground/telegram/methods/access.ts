import { badRequest, forbidden, migratedTo } from '../errors.ts';
import type { Params } from '../http/params.ts';
import { isRecord } from '../objects.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import type { Content, Place } from '../state/messages.ts';
import type { State } from '../state/state.ts';

/**
 * The chat of `chat_id`.
 * @throws TelegramRefused when there is none
 */
export function findChat(state: State, params: Params, name = 'chat_id'): ChatRecord {
  const reference = params.text(name);
  if (reference === undefined) throw badRequest(`${name} is empty`);
  const record = reference.startsWith('@')
    ? state.chats.byUsername(reference.slice(1))
    : state.chats.get(Number(reference));
  if (record) return record;
  if (state.users.get(Number(reference))) throw forbidden("bot can't initiate conversation with a user");
  throw badRequest('chat not found');
}

/** @throws TelegramRefused unless the bot is a member; private chats can always be read */
export function requireMember(record: ChatRecord): void {
  const { chat, bot } = record;
  if (chat.type === 'private') return;
  const name = chat.type === 'supergroup' ? 'supergroup chat' : 'group chat';
  if (bot === 'kicked') throw forbidden(`bot was kicked from the ${name}`);
  if (bot === 'left') throw forbidden(`bot is not a member of the ${name}`);
}

/**
 * The chat of `chat_id`.
 * @throws TelegramRefused when the bot must not write there
 */
export function writableChat(state: State, params: Params): ChatRecord {
  const record = findChat(state, params);
  if (record.migratedTo !== undefined) throw migratedTo(record.migratedTo);
  requireMember(record);
  if (record.chat.type === 'private') {
    if (state.users.deactivated(record.chat.id)) throw forbidden('user is deactivated');
    if (record.blocked) throw forbidden('bot was blocked by the user');
    if (!record.started) throw forbidden("bot can't initiate conversation with a user");
  }
  return record;
}

/** Where a new message goes: its topic and the message it replies to. */
export function placeOf(
  record: ChatRecord,
  params: Params,
  odd: (what: string) => void,
): Place & { quote: Content } {
  return { thread: threadOf(record, params), ...replyOf(record, params, odd) };
}

/** The topic of `message_thread_id`. A group without topics ignores it, as in Telegram. */
export function threadOf({ chat, topics }: ChatRecord, params: Params): number | undefined {
  const thread = params.integer('message_thread_id');
  if (thread === undefined || thread === 0) return undefined;
  if (chat.type === 'group' || (chat.type === 'supergroup' && !chat.is_forum)) return undefined;
  const topic = topics.get(thread);
  if (!topic) throw badRequest('message thread not found');
  if (topic.closed) throw badRequest('TOPIC_CLOSED');
  return thread;
}

function replyOf(
  record: ChatRecord,
  params: Params,
  odd: (what: string) => void,
): { replyTo?: ChatMessage; quote: Content } {
  const parameters = params.json('reply_parameters', 'reply parameters');
  if (parameters !== undefined && !isRecord(parameters))
    throw badRequest('object expected as reply parameters');
  const id = Number(parameters?.message_id ?? params.integer('reply_to_message_id') ?? 0);
  if (!(id > 0)) return { quote: {} };
  if (parameters?.chat_id !== undefined && Number(parameters.chat_id) !== record.chat.id) {
    odd('reply_parameters.chat_id of another chat is not simulated');
  }
  const replyTo = record.messages.get(id);
  if (!replyTo) {
    if (parameters?.allow_sending_without_reply === true || params.boolean('allow_sending_without_reply')) {
      return { quote: {} };
    }
    throw badRequest('message to be replied not found');
  }
  return { replyTo, quote: quoteOf(replyTo, parameters?.quote) };
}

function quoteOf(message: ChatMessage, quote: unknown): Content {
  if (typeof quote !== 'string' || quote === '') return {};
  const position = (message.text ?? message.caption ?? '').indexOf(quote);
  if (position < 0) throw badRequest('QUOTE_TEXT_INVALID');
  return { quote: { text: quote, position, is_manual: true } };
}

/**
 * The message of `message_id`.
 * @throws TelegramRefused `<what> not found`
 */
export function findMessage(record: ChatRecord, params: Params, what: string): ChatMessage {
  const id = params.integer('message_id');
  if (id === undefined || id <= 0) throw badRequest('message identifier is not specified');
  const message = record.messages.get(id);
  if (!message) throw badRequest(`${what} not found`);
  return message;
}
