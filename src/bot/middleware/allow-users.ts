import type { Middleware } from 'grammy';
import { credentialsIn } from '../../text/find-and-redact-credentials.ts';
import { finishInSlices } from '../../text/interruptible-work.ts';
import { type Access, looksLikeClaim } from '../access.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { deleteMessageWithCredential } from '../delete-message-with-credential.ts';
import { groupCodePrefix } from '../group-code-payload.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import { readCommand } from '../read-command.ts';
import { everythingWritten } from '../read-message-text.ts';

/**
 * Lets allowed users pass. In a private chat others are told their own id, which the operator needs to allow
 * them, at most as often as `strangerReplies` permits; a credential they sent is deleted. In a group they get no
 * answer. A claim passes and is checked by /start, as does the code of a group said by an anonymous admin, whom
 * /start tells why it cannot be used.
 */
export function allowUsers(access: Access, strangerReplies: RateLimiter): Middleware<BotContext> {
  return async (ctx, next) => {
    const { user, private: inPrivate } = chatUserOf(ctx);
    const command = readCommand(ctx);
    const claims = inPrivate && command?.name === 'start' && looksLikeClaim(command.argument);
    const linksUnnamed =
      ctx.message?.sender_chat !== undefined &&
      command?.name === 'start' &&
      command.argument.startsWith(groupCodePrefix);
    if (access.isAllowed(user) || claims || linksUnnamed) return await next();
    const notAllowed = async () =>
      ctx.texts.replies.notAllowed(await ctx.platform.nameInSettings(user), ctx.platform.title);
    if (ctx.callbackQuery)
      await ctx.answerCallbackQuery({ text: await notAllowed(), show_alert: true }).catch(() => undefined);
    else if (inPrivate && ctx.message) {
      const found = await finishInSlices(credentialsIn(everythingWritten(ctx.message)), ctx.signal);
      if (found.length > 0) await deleteMessageWithCredential(ctx);
      if (strangerReplies.count(user) === undefined) await ctx.reply(await notAllowed());
    }
  };
}
