import type { Middleware } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { type BotContext, chatUserOf } from '../context.ts';
import { commandText } from '../read-command.ts';

/** Listens to what becomes of a chat: who may be written to, who writes, and where the bot no longer is. */
export interface ChatLifecycleListener {
  /** A user has unblocked the bot. */
  unblocked(chat: number): Promise<void>;
  /** A message or press came from a private chat; called before it is handled. */
  wrote(chat: number): Promise<void>;
  /** The bot is no longer in a group. */
  leftGroup(group: number): Promise<void>;
  /** A user has sent `/start` in private; called after that was answered. */
  started(user: number, signal: AbortSignal): Promise<void>;
  /** A group has become a supergroup with another id. */
  moved(from: number, to: number): Promise<void>;
}

/** Reports changes of the bot's membership, whoever made them: even a stranger may remove it from a group. */
export function reportChatLifecycle(deps: ChatLifecycleListener): Middleware<BotContext> {
  return async (ctx, next) => {
    const { chat, user, private: inPrivate } = chatUserOf(ctx);
    const to = ctx.message?.migrate_to_chat_id;
    if (to !== undefined) return deps.moved(chat, to);
    const change = ctx.myChatMember;
    if (change === undefined) {
      // Telegram says only once that a user has unblocked the bot, and QQ never does.
      if (inPrivate) await deps.wrote(chat);
      await next();
      if (inPrivate && /^\/start(?:\s|$)/u.test(commandText(ctx))) await deps.started(user, ctx.signal);
      return;
    }
    const [before, after] = [isMember(change.old_chat_member), isMember(change.new_chat_member)];
    if (inPrivate && !before && after) await deps.unblocked(chat);
    if (!inPrivate && before && !after) await deps.leftGroup(chat);
  };
}

function isMember(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}
