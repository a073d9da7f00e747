import type { Chat, Message, MessageEntity, User, UserFromGetMe } from 'grammy/types';
import type { QQFile, QQPerson } from '../port.ts';
import type { StoredMessage } from './message-store.ts';

/**
 * The bot's user info for handlers. It is invented: QQ has no usernames, and gives the account only once
 * connected.
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

/** A chat in Telegram's format; a private one is named after the other person. */
export function chatOf(id: number, name: string): Chat.PrivateChat | Chat.GroupChat {
  return id > 0 ? { id, type: 'private', first_name: name } : { id, type: 'group', title: name };
}

/**
 * A person in Telegram's format.
 * @param id the person's id here, not QQ's
 */
export function userOf(id: number, { id: own, name }: QQPerson): User {
  return { id, is_bot: false, first_name: name === '' ? own : name };
}

/** The links of a message as entities. */
export function linkEntities({ links = [] }: Pick<StoredMessage, 'links'>): MessageEntity[] {
  return links.map((link) => ({ type: 'text_link', ...link }));
}

/** A message of the bot in Telegram's format. */
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
  // These files cannot be downloaded again, so the ids refer to nothing.
  const file = { file_id: `sent.${id}`, file_unique_id: `sent.${id}` };
  if (shape === 'photo')
    return { ...common, photo: [{ ...file, width: 0, height: 0 }], ...captioned } as Message;
  if (shape === 'document') return { ...common, document: file, ...captioned } as Message;
  return { ...common, text, entities } as Message;
}

/** A received document in Telegram's format. */
export function documentOf(fileId: string, { name, size }: QQFile) {
  return {
    file_id: fileId,
    file_unique_id: fileId,
    file_name: name,
    ...(size !== undefined && { file_size: size }),
  };
}

/** The entity of a command at the beginning of a text, by which grammY finds commands. */
export function commandEntities(text: string): MessageEntity[] {
  const command = /^\/\w{1,32}(?:@\w{1,32})?(?!\S)/u.exec(text)?.[0];
  return command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
}
