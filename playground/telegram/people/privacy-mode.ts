import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import type { State } from '../state/state.ts';

/**
 * Whether the bot receives a message. With privacy mode, in groups it receives only commands not addressed to
 * another bot, mentions of it, and replies to it; as an administrator, everything.
 */
export function canBotRead({ bot }: State, record: ChatRecord, message: ChatMessage): boolean {
  if (record.chat.type === 'private') return true;
  if (record.bot === 'left' || record.bot === 'kicked') return false;
  if (record.bot === 'administrator' || bot.can_read_all_group_messages) return true;
  if (message.reply_to_message?.from?.id === bot.id) return true;
  const text = message.text ?? message.caption ?? '';
  const name = `@${bot.username}`.toLowerCase();
  const addressed = /^\/\w+(@\w+)?/.exec(text);
  if (addressed) return addressed[1] === undefined || addressed[1].toLowerCase() === name;
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some(
    ({ type, offset, length }) =>
      type === 'mention' && text.slice(offset, offset + length).toLowerCase() === name,
  );
}
