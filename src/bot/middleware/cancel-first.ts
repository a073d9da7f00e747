import type { Middleware } from 'grammy';
import type { InFlight } from '../cancel-in-flight.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { isCancel } from '../read-command.ts';
import { userLaneKey } from './serialize.ts';

/** How long running work may still finish after its user sent /cancel; ms. */
const grace = 300;

/**
 * Lets /cancel overtake the user's running update, and handles it only after that has ended or was aborted,
 * so that a question which is just being asked can be cancelled.
 */
export function cancelFirst(inFlight: InFlight): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.gaveUp = isCancel(ctx) && (await inFlight.cancel(userLaneKey(chatUserOf(ctx)), grace));
    await next();
  };
}
