import { randomBytes } from 'node:crypto';
import { GrammyError, type Middleware } from 'grammy';
import type { Log } from '../../log.ts';
import type { BotContext } from '../context.ts';
import { replyWithFailure } from '../failures.ts';

/** Tells the user in words why a step failed. A defect gets a number that is in the log as well. */
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
        const reference = randomBytes(4).toString('hex');
        log.error({ err: defect, reference, update: ctx.update.update_id }, 'a step failed');
        onDefect?.();
        const unheard = defect instanceof GrammyError && defect.error_code === 403;
        if (!unheard && ctx.chat !== undefined) await ctx.reply(ctx.texts.common.broken(reference));
      });
    }
  };
}
