import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';

/** How long an update may take before the chat shows that the bot is at work, ms. */
const patience = 700;
/** Telegram shows "typing" for five seconds; ms until it is shown again. */
const repeatInterval = 4500;

/**
 * Shows "typing" while the handling of an update takes long, such as when Bilibili does not answer, and until
 * it ends. Failures are ignored.
 */
export function showSlowWork(): Middleware<BotContext> {
  return async (ctx, next) => {
    const show = () => {
      void ctx.replyWithChatAction('typing').catch(() => undefined);
      timer = setTimeout(show, repeatInterval);
    };
    let timer = setTimeout(show, patience);
    try {
      await next();
    } finally {
      clearTimeout(timer);
    }
  };
}
