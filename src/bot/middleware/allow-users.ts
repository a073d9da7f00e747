import type { Middleware } from 'grammy';
import { findCredentials } from '../../text/find-credentials.ts';
import type { Access } from '../access.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { deleteMessageWithCredential } from '../pasted-credential.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { readCommand } from '../read-command.ts';
import { everythingWritten } from '../text-of-message.ts';

/**
 * Lets in whom the operator allowed. A stranger is told their own id in a private chat, since that is what the
 * operator needs (a secret they sent is deleted all the same), and told no more beyond what `patience` takes; in a group
 * they get no answer. A claim passes, to be judged by /start.
 */
export function allowUsers(access: Access, patience: RateLimiter): Middleware<BotContext> {
  return async (ctx, next) => {
    const { user, private: inPrivate } = chatUserOf(ctx);
    const command = readCommand(ctx);
    const claims = inPrivate && command?.name === 'start' && command.argument.startsWith('claim_');
    if (access.isAllowed(user) || claims) return await next();
    const notAllowed = async () =>
      ctx.texts.common.notAllowed(await ctx.platform.nameInSettings(user), ctx.platform.title);
    if (ctx.callbackQuery)
      await ctx.answerCallbackQuery({ text: await notAllowed(), show_alert: true }).catch(() => undefined);
    else if (inPrivate && ctx.message) {
      if (findCredentials(everythingWritten(ctx.message)).length > 0) await deleteMessageWithCredential(ctx);
      if (patience.take(user) === undefined) await ctx.reply(await notAllowed());
    }
  };
}
