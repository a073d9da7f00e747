import type { Message, Update, User } from 'grammy/types';
import { isCommandInWords } from '../../bot/read-command.ts';
import { longestReadableText } from '../../bot/read-message-text.ts';
import type { QQEvent, QQIncoming, QQPerson, QQPort, QQPress } from '../port.ts';
import type { ChatIds } from './chat-ids.ts';
import type { UpdateContext } from './current-update.ts';
import type { Roles } from './group-roles.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { quotedMessage } from './quoted-message.ts';
import { isCommand, type ReadingDeps, readMeaning } from './read-meaning.ts';
import { fileIdOf } from './received-documents.ts';
import { botInfo, chatOf, commandEntities, documentOf, messageOf, userOf } from './telegram-shapes.ts';

export interface UpdateDeps extends ReadingDeps {
  port: Pick<QQPort, 'quoted' | 'self'>;
  ids: ChatIds;
  messages: MessageStore;
  roles: Roles;
  nextId: (chat: number) => number;
}

type Place = Pick<UpdateContext, 'chat' | 'user'>;

/** An update without its `update_id`. */
export type UpdateWithoutId = Omit<Update, 'update_id'>;

/**
 * Makes an update from a message: a message, or the button press that its text means. `undefined` when it is
 * not for the bot.
 */
export async function updateFromMessage(
  event: QQIncoming,
  { chat, user }: Place,
  given: UpdateDeps,
): Promise<UpdateWithoutId | undefined> {
  // The quoted message is needed more than once, but requested once.
  let asked: ReturnType<QQPort['quoted']> | undefined;
  const quoted = (id: string) => (asked ??= given.port.quoted(id));
  const deps: UpdateDeps = { ...given, port: { self: given.port.self, quoted } };
  deps.roles.note(chat, user, event.role);
  const known = event.quotes && (await quotedMessage(event.quotes, event, chat, deps));
  const own = known?.theirs ? undefined : known;
  if (!event.addressed && own === undefined && !isCommand(event.text)) return undefined;
  const meaning = await readMeaning(event, { chat, user, quoted: own }, deps);
  if (meaning.kind === 'press')
    return callbackQueryUpdate(event, { chat, user }, meaning.message, meaning.data);
  const stored = await storeIncoming(event, chat, deps);
  const said = contentOf(event, meaning.text, stored);
  if (said === undefined) return undefined;
  const reply = await repliedMessage(event, chat, own, deps);
  return {
    message: {
      message_id: stored.id,
      date: event.at,
      chat: chatOf(chat, event.chat.kind === 'person' ? nameOf(event) : event.chat.id),
      from: userOf(user, event.from),
      ...(reply && { reply_to_message: reply }),
      ...said,
    } as Update['message'] & object,
  };
}

/** Makes an update from the press of a real button, whose data names its message. */
export async function updateFromPress(
  event: QQPress,
  place: Place,
  { messages }: Pick<UpdateDeps, 'messages'>,
): Promise<UpdateWithoutId | undefined> {
  const [, tag, data] = /^([0-9a-z]{1,12}):([\s\S]*)$/u.exec(event.data) ?? [];
  if (tag === undefined || data === undefined) return undefined;
  const id = Number.parseInt(tag, 36);
  const message = await messages.get(place.chat, id);
  return callbackQueryUpdate(event, place, message ?? { chat: place.chat, id }, data);
}

/** Makes an update for the bot joining or leaving a group. */
export async function updateFromMembership(
  { group, member, by }: QQEvent & { kind: 'membership' },
  ids: ChatIds,
  at: number,
): Promise<UpdateWithoutId> {
  const chat = await ids.idOf({ kind: 'group', id: group });
  const from = by === undefined ? botInfo : userOf(await ids.idOf({ kind: 'person', id: by.id }), by);
  const [old, now] = member ? (['left', 'member'] as const) : (['member', 'left'] as const);
  return {
    my_chat_member: {
      chat: chatOf(chat, group) as Exclude<Update['my_chat_member'], undefined>['chat'],
      from,
      date: at,
      old_chat_member: { status: old, user: botInfo },
      new_chat_member: { status: now, user: botInfo },
    },
  };
}

/** Makes the update by which Telegram says that a user has unblocked the bot. */
export function updateFromReachable(id: number, person: string, at: number): UpdateWithoutId {
  return {
    my_chat_member: {
      chat: chatOf(id, person) as Exclude<Update['my_chat_member'], undefined>['chat'],
      from: userOf(id, { id: person, name: '' }),
      date: at,
      old_chat_member: { status: 'kicked', user: botInfo, until_date: 0 },
      new_chat_member: { status: 'member', user: botInfo },
    },
  };
}

function nameOf({ from }: QQIncoming | QQPress): string {
  return from.name === '' ? from.id : from.name;
}

/** Stores an incoming message without its text, which may contain a pasted login. */
async function storeIncoming(
  event: QQIncoming,
  chat: number,
  { messages, nextId }: UpdateDeps,
): Promise<StoredMessage> {
  const { id, quotedAs, at, files } = event;
  const stored: StoredMessage = {
    chat,
    id: nextId(chat),
    date: at,
    text: '',
    shape: 'text',
    keyboard: [],
    theirs: true,
    parts: [{ id, at: at * 1000, media: false, ...(quotedAs !== undefined && { quotedAs }) }],
    ...(files.length > 0 && { files }),
  };
  await messages.put(stored);
  return stored;
}

/** The content of the message; `undefined` when it is empty. */
function contentOf(
  { files, other, addressed, chat: { kind } }: QQIncoming,
  said: string,
  { chat, id }: StoredMessage,
): Record<string, unknown> | undefined {
  const plain = said.replace(/^／/u, '/');
  // In a group, a command that mentions this bot is not meant for another bot.
  const text = kind === 'group' && addressed ? withBotName(plain) : plain;
  const entities = commandEntities(text);
  const [file] = files;
  const fileId = fileIdOf(chat, id, 0);
  if (file !== undefined) {
    const caption = text !== '' && { caption: text, caption_entities: entities };
    return { document: documentOf(fileId, file), ...caption };
  }
  if (text !== '') return { text, ...(entities.length > 0 && { entities }) };
  const picture = { file_id: fileId, file_unique_id: fileId, width: 0, height: 0 };
  return other ? { photo: [picture] } : undefined;
}

/**
 * Adds the bot's name to a command, as Telegram has it in groups. Other text is unchanged, since it may be an
 * answer.
 */
function withBotName(text: string): string {
  if (text.startsWith('/')) return text.replace(/^\/\w{1,32}(?!\S)/u, `$&@${botInfo.username}`);
  return isCommandInWords(text) ? `@${botInfo.username} ${text}` : text;
}

/** The quoted message: the bot's own, or another's as far as QQ still has it. */
async function repliedMessage(
  { quotes, chat: target }: QQIncoming,
  chat: number,
  known: StoredMessage | undefined,
  { port, ids }: UpdateDeps,
): Promise<Message | undefined> {
  if (quotes === undefined) return undefined;
  if (known !== undefined) return messageOf(known);
  const { text, from } =
    quotes.text === undefined
      ? ((await port.quoted(quotes.id)) ?? {})
      : { text: quotes.text, from: undefined };
  if (text === undefined || text.length > longestReadableText) return undefined;
  const author = await authorOf(from, { port, ids });
  return {
    message_id: 0,
    date: 0,
    chat: chatOf(chat, target.id),
    ...(author && { from: author }),
    text,
  } as Message;
}

/** The author of a quoted message; the bot itself if the message is its own but no longer stored. */
async function authorOf(
  from: QQPerson | undefined,
  { port, ids }: Pick<UpdateDeps, 'port' | 'ids'>,
): Promise<User | undefined> {
  if (from === undefined) return undefined;
  if (from.id === port.self()?.id) return botInfo;
  const id = await ids.idOf({ kind: 'person', id: from.id }).catch(() => undefined);
  return id === undefined ? undefined : userOf(id, from);
}

function callbackQueryUpdate(
  event: QQIncoming | QQPress,
  { chat, user }: Place,
  message: StoredMessage | Pick<StoredMessage, 'chat' | 'id'>,
  data: string,
): UpdateWithoutId {
  const shown =
    'parts' in message
      ? messageOf(message)
      : { message_id: message.id, date: 0, chat: chatOf(chat, nameOf(event)) };
  return {
    callback_query: {
      id: event.id,
      from: userOf(user, event.from),
      chat_instance: String(chat),
      data,
      message: shown as Exclude<Update['callback_query'], undefined>['message'] & object,
    },
  };
}
