import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import { readCommand } from '../read-command.ts';
import { isTooLongToRead } from '../read-message-text.ts';

/** Answers a message that is too long to be read; in groups only when it is meant for the bot. */
export function refuseLongMessages(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (!isTooLongToRead(ctx.message)) return await next();
    if (chatUserOf(ctx).private || readCommand(ctx)) await ctx.reply(ctx.texts.replies.messageTooLong);
  };
}
