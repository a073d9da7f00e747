import type { Middleware } from 'grammy';
import { type BotContext, isCancel, placeOf } from '../context.ts';
import { createLimiter } from '../limiter.ts';
import type { CommandBook } from './commands.ts';

/** How much one person may do in a minute, in all chats together. */
export interface Limits {
  commands: number;
  presses: number;
}

const minute = 60_000;

/**
 * Turns away who sends commands or presses buttons faster than any person does. One message a burst says so; a press is
 * answered each time, or its button would seem dead. /cancel always passes, and so do answers to questions.
 */
export function keepLimits(
  limits: Limits,
  { book, now }: { book: CommandBook; now: () => number },
): Middleware<BotContext> {
  const commands = createLimiter({ most: limits.commands, per: minute }, now);
  const presses = createLimiter({ most: limits.presses, per: minute }, now);

  return async (ctx, next) => {
    const { user } = placeOf(ctx);
    if (ctx.callbackQuery) {
      if (presses.take(user) === undefined) return await next();
      await ctx.answerCallbackQuery({ text: ctx.texts.common.tooManyPresses }).catch(() => undefined);
      return;
    }
    if (isCancel(ctx) || book.read(ctx) === undefined) return await next();
    const excess = commands.take(user);
    if (excess === undefined) return await next();
    if (!excess.first) return;
    const seconds = Math.max(1, Math.ceil((excess.until - now()) / 1000));
    await ctx.reply(ctx.texts.common.tooManyCommands(limits.commands, seconds));
  };
}
