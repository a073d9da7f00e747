import type { Middleware } from 'grammy';
import { minute } from '../../time-units.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { sendToOnePerson } from '../messages.ts';
import { createRateLimiter, type RateLimiter } from '../rate-limiter.ts';
import { isCancel } from '../read-command.ts';
import type { CommandBook } from './commands.ts';

/** Limits for one user per minute, over all chats. */
export interface RateLimits {
  /** Commands, and messages in a private chat, which may name a person like a command. */
  commands: number;
  presses: number;
}

/** Middleware that enforces the limits, before and after questions take their answers. */
export interface RateLimitMiddleware {
  /** Limits replies to strangers. */
  strangers: RateLimiter;
  /** Limits commands except /cancel, and button presses. */
  commands: Middleware<BotContext>;
  /** Limits the remaining messages in private chats, each of which may cost as much as a command. */
  words: Middleware<BotContext>;
}

/**
 * Stops commands and presses that come faster than anyone could make them. One notice per burst; a press is
 * always answered, so that the button reacts. Answers to questions are not limited.
 */
export function createRateLimits(
  limits: RateLimits,
  { book, monotonic }: { book: CommandBook; monotonic: () => number },
): RateLimitMiddleware {
  const commands = createRateLimiter({ most: limits.commands, per: minute }, monotonic);
  const callbacks = createRateLimiter({ most: limits.presses, per: minute }, monotonic);

  const count: Middleware<BotContext> = async (ctx, next) => {
    const excess = commands.count(chatUserOf(ctx).user);
    if (excess === undefined) return await next();
    if (!excess.first) return;
    const seconds = Math.ceil(excess.left / 1000);
    await sendToOnePerson(ctx, { text: ctx.texts.replies.tooManyCommands(limits.commands, seconds) });
  };

  return {
    strangers: createRateLimiter({ most: limits.commands, per: minute }, monotonic),
    async commands(ctx, next) {
      if (ctx.callbackQuery) {
        if (callbacks.count(chatUserOf(ctx).user) === undefined) return await next();
        await ctx.answerCallbackQuery({ text: ctx.texts.replies.tooManyPresses }).catch(() => undefined);
        return;
      }
      const counts = !isCancel(ctx) && book.read(ctx) !== undefined;
      await (counts ? count(ctx, next) : next());
    },
    words: (ctx, next) => (ctx.message && chatUserOf(ctx).private ? count(ctx, next) : next()),
  };
}
