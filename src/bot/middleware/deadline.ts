import type { Middleware } from 'grammy';
import type { InFlight } from '../cancel-in-flight.ts';
import type { BotContext } from '../context.ts';
import { HandlingTimedOut, isAbort, ProgramStopping } from '../failures.ts';
import { laneKeyOf } from './serialize.ts';

/**
 * Limits the handling of an update to `handlingTimeout` ms; then aborts its requests and throws {@link HandlingTimedOut},
 * even if the handler goes on, so that the chat's next update can be handled. /cancel aborts in the same way,
 * and so does the end of the program, with {@link ProgramStopping}: a write may have been running, and after a
 * restart nothing is known of it.
 */
export function limitHandlingTime(deps: {
  handlingTimeout: number;
  inFlight: InFlight;
  stop: AbortSignal;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    const { signal, end } = deps.inFlight.begin(laneKeyOf(ctx));
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(new HandlingTimedOut()), deps.handlingTimeout);
    const over = AbortSignal.any([time.signal, signal, deps.stop]);
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
      end();
    }
  };
}
