import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import { Cancelled, HandlingTimedOut, isAbort, ProgramStopping } from '../failures.ts';
import { isCancel } from '../read-command.ts';
import { laneKeyOf, userLaneKey } from './serialize.ts';

/** How long running work may still finish after its user sent /cancel; ms. */
const grace = 300;

/**
 * Limits the handling of an update to `handlingTimeout` ms; then aborts its requests and throws {@link HandlingTimedOut},
 * even if the handler goes on, so that the chat's next update can be handled. The end of the program aborts in
 * the same way, with {@link ProgramStopping}: a write may have been running, and after a restart nothing is known
 * of it. So does /cancel; it overtakes its user's running update and is handled once that has ended, so that a
 * question which is just being asked can be cancelled.
 */
export function limitHandlingTime(deps: {
  handlingTimeout: number;
  stop: AbortSignal;
}): Middleware<BotContext> {
  /** The update being handled in each lane. */
  const running = new Map<string, { controller: AbortController; ended: Promise<void> }>();

  /** Whether an update had to be aborted. */
  async function cancelRunning(lane: string): Promise<boolean> {
    const update = running.get(lane);
    if (update === undefined) return false;
    const { controller, ended } = update;
    const timer = setTimeout(() => controller.abort(new Cancelled()), grace);
    await ended;
    clearTimeout(timer);
    return controller.signal.reason instanceof Cancelled;
  }

  return async (ctx, next) => {
    ctx.gaveUp = isCancel(ctx) && (await cancelRunning(userLaneKey(chatUserOf(ctx))));
    const lane = laneKeyOf(ctx);
    const controller = new AbortController();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const update = { controller, ended };
    running.set(lane, update);
    const timer = setTimeout(() => controller.abort(new HandlingTimedOut()), deps.handlingTimeout);
    const over = AbortSignal.any([controller.signal, deps.stop]);
    ctx.signal = over;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(over.reason);
    over.addEventListener('abort', giveUp, { once: true });
    try {
      await Promise.race([next(), givenUp]);
    } catch (error) {
      throw deps.stop.aborted && isAbort(error) ? new ProgramStopping() : error;
    } finally {
      // With the listener left on it, `stop` would keep every update in memory until the program ends.
      over.removeEventListener('abort', giveUp);
      clearTimeout(timer);
      if (running.get(lane) === update) running.delete(lane);
      end();
    }
  };
}
