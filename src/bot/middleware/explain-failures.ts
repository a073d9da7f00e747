import { randomBytes } from 'node:crypto';
import { GrammyError, HttpError, type Middleware } from 'grammy';
import type { Log } from '../../log.ts';
import { cannotBeWrittenTo } from '../chat-cannot-be-written-to.ts';
import type { BotContext } from '../context.ts';
import { replyWithFailure } from '../failures.ts';

/**
 * Explains to the user why a step failed. A defect gets a reference that is also in the log. A platform that
 * cannot be reached, or does not let the bot write in the chat, is not a defect, and nobody can be told.
 */
export function explainFailures({
  log,
  onDefect,
}: {
  log: Log;
  onDefect?: (() => void) | undefined;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      await replyWithFailure(ctx, error).catch(async (defect: unknown) => {
        if (isPlatformUnreachable(defect) || cannotBeWrittenTo(defect)) {
          log.warn({ err: defect, update: ctx.update.update_id }, 'an answer could not be sent');
          return;
        }
        const reference = randomBytes(4).toString('hex');
        log.error({ err: defect, reference, update: ctx.update.update_id }, 'a step failed');
        onDefect?.();
        if (ctx.chat !== undefined) await ctx.reply(ctx.texts.failures.broken(reference));
      });
    }
  };
}

/** Whether a platform was unreachable or failing. */
function isPlatformUnreachable(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500);
}
