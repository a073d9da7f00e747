import type { Middleware } from 'grammy';
import type { InFlight } from '../cancel-in-flight.ts';
import type { BotContext } from '../context.ts';
import { isAbort, Stopping, TooSlow } from '../failures.ts';
import { laneKeyOf } from '../update-lane-keys.ts';

/**
 * Gives an update `patience` milliseconds; then its requests are given up and {@link TooSlow} is thrown, whether the
 * handler notices or not, so that the next update of the chat gets its turn. The user's /cancel gives up the same way,
 * and so does the end of the program, with {@link Stopping}: a write may have been under way, and after the next start
 * nobody knows of it any more.
 */
export function limitHandlingTime(deps: {
  patience: number;
  inFlight: InFlight;
  stop: AbortSignal;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    const { signal, end } = deps.inFlight.begin(laneKeyOf(ctx));
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(new TooSlow()), deps.patience);
    const over = AbortSignal.any([time.signal, signal, deps.stop]);
    ctx.signal = over;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(over.reason);
    over.addEventListener('abort', giveUp, { once: true });
    try {
      await Promise.race([next(), givenUp]);
    } catch (error) {
      throw deps.stop.aborted && isAbort(error) ? new Stopping() : error;
    } finally {
      // While it is listened to, `stop` would keep the signal, and with it the update, for as long as the program runs.
      over.removeEventListener('abort', giveUp);
      clearTimeout(timer);
      end();
    }
  };
}
