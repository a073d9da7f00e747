import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import { sendAside } from '../messages.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import { isCancel } from '../read-command.ts';
import type { CommandBook } from './commands.ts';

/** How much one person may do in a minute, in all chats together. */
export interface RateLimits {
  /** Commands, and messages in the private chat that name somebody as a command would. */
  commands: number;
  presses: number;
}

const minute = 60_000;

/** Turns people away, before and after questions have taken their answers. */
export interface RateLimitMiddleware {
  /** How often a stranger is answered. */
  strangers: RateLimiter;
  /** For commands, /cancel aside, and presses. */
  commands: Middleware<BotContext>;
  /** For what is left then: words in a private chat, each of which may cost as much as a command. */
  words: Middleware<BotContext>;
}

/**
 * Turns away who sends commands or presses buttons faster than any person does. One message a burst says so; a press is
 * answered each time, or its button would seem dead. Answers to questions always pass.
 */
export function createRateLimits(
  limits: RateLimits,
  { book, monotonic }: { book: CommandBook; monotonic: () => number },
): RateLimitMiddleware {
  const commands = createRateLimiter({ most: limits.commands, per: minute }, monotonic);
  const callbacks = createRateLimiter({ most: limits.presses, per: minute }, monotonic);

  const count: Middleware<BotContext> = async (ctx, next) => {
    const excess = commands.take(chatUserOf(ctx).user);
    if (excess === undefined) return await next();
    if (!excess.first) return;
    const seconds = Math.ceil(excess.left / 1000);
    await sendAside(ctx, { text: ctx.texts.common.tooManyCommands(limits.commands, seconds) });
  };

  return {
    strangers: createRateLimiter({ most: limits.commands, per: minute }, monotonic),
    async commands(ctx, next) {
      if (ctx.callbackQuery) {
        if (callbacks.take(chatUserOf(ctx).user) === undefined) return await next();
        await ctx.answerCallbackQuery({ text: ctx.texts.common.tooManyPresses }).catch(() => undefined);
        return;
      }
      const counts = !isCancel(ctx) && book.read(ctx) !== undefined;
      await (counts ? count(ctx, next) : next());
    },
    words: (ctx, next) => (ctx.message && chatUserOf(ctx).private ? count(ctx, next) : next()),
  };
}
