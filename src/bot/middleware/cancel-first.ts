import type { Middleware } from 'grammy';
import type { InFlight } from '../cancel-in-flight.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { isCancel } from '../read-command.ts';
import { userLaneKey } from '../update-lane-keys.ts';

/** How long what is under way may still finish by itself once its user sent /cancel; milliseconds. */
const grace = 300;

/**
 * /cancel overtakes what its user has under way, and is handled only when that has ended or was given up: a question
 * that is just being asked must be there to be left.
 */
export function cancelFirst(inFlight: InFlight): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.gaveUp = isCancel(ctx) && (await inFlight.cancel(userLaneKey(chatUserOf(ctx)), grace));
    await next();
  };
}
