import type { Chat, Message, MessageEntity, User, UserFromGetMe } from 'grammy/types';
import type { QQFile, QQPerson } from '../port.ts';
import type { StoredMessage } from './message-store.ts';

/**
 * The bot as handlers know it. It is made up: QQ has no user names, and says only once connected which account it has.
 */
export const botInfo: UserFromGetMe = {
  id: 2 ** 44,
  is_bot: true,
  first_name: 'guanxi',
  username: 'guanxi_on_qq',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
  supports_guest_queries: false,
};

/** A chat as Telegram has it. A private one is named after who it is with. */
export function chatOf(id: number, name: string): Chat.PrivateChat | Chat.GroupChat {
  return id > 0 ? { id, type: 'private', first_name: name } : { id, type: 'group', title: name };
}

/** Somebody as Telegram has them. @param id theirs here, not QQ's */
export function userOf(id: number, { id: own, name }: QQPerson): User {
  return { id, is_bot: false, first_name: name === '' ? own : name };
}

/** The addresses behind words of a message. */
export function linkEntities({ links = [] }: Pick<StoredMessage, 'links'>): MessageEntity[] {
  return links.map((link) => ({ type: 'text_link', ...link }));
}

/** A message the bot sent, as Telegram gives it back. */
export function messageOf(message: StoredMessage): Message {
  const { id, date, text, shape, keyboard } = message;
  const entities = linkEntities(message);
  const common = {
    message_id: id,
    date,
    chat: chatOf(message.chat, ''),
    from: botInfo,
    ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
  };
  const captioned = { caption: text, caption_entities: entities };
  // None of these can be downloaded again, so their ids lead nowhere.
  const file = { file_id: `sent.${id}`, file_unique_id: `sent.${id}` };
  if (shape === 'photo')
    return { ...common, photo: [{ ...file, width: 0, height: 0 }], ...captioned } as Message;
  if (shape === 'document') return { ...common, document: file, ...captioned } as Message;
  return { ...common, text, entities } as Message;
}

/** A document of somebody, as Telegram has it. */
export function documentOf(fileId: string, { name, size }: QQFile) {
  return {
    file_id: fileId,
    file_unique_id: fileId,
    file_name: name,
    ...(size !== undefined && { file_size: size }),
  };
}

/** The entity of a command at the beginning of a text; grammY finds commands by it. */
export function commandEntities(text: string): MessageEntity[] {
  const command = /^\/\w{1,32}(?:@\w{1,32})?(?!\S)/u.exec(text)?.[0];
  return command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
}
