import type { BotContext } from '../../bot/context.ts';
import { forumTopicName } from '../../bot/read-message-text.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import type { LinkedGroup } from '../../storage/index.ts';

/** The group or topic of this message, in the form it is linked. */
export function linkableGroupHere(ctx: BotContext): LinkedGroup {
  const { chat, message } = ctx;
  if (chat === undefined || chat.type === 'private') throw new TypeError('Only groups can be linked');
  const thread = message?.is_topic_message ? message.message_thread_id : undefined;
  const topic = thread === undefined ? '' : oneLine(forumTopicName(message) ?? '');
  return {
    chat: chat.id,
    title: oneLine(chat.title) || ctx.texts.common.noName,
    ...(thread !== undefined && { thread }),
    ...(topic !== '' && { topic }),
  };
}
