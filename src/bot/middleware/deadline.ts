import type { Middleware } from 'grammy';
import { type BotContext, laneOf } from '../context.ts';
import { TooSlow } from '../failures.ts';
import type { UnderWay } from '../under-way.ts';

/**
 * Gives an update `patience` milliseconds; then its requests are given up and {@link TooSlow} is thrown, whether the
 * handler notices or not, so that the next update of the chat gets its turn. The user's /cancel and the end of the
 * program give up the same way.
 */
export function deadline(deps: {
  patience: number;
  underWay: UnderWay;
  stop: AbortSignal;
}): Middleware<BotContext> {
  return async (ctx, next) => {
    const { signal, end } = deps.underWay.begin(laneOf(ctx));
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(new TooSlow()), deps.patience);
    ctx.signal = AbortSignal.any([time.signal, signal, deps.stop]);
    try {
      await Promise.race([next(), aborted(ctx.signal)]);
    } finally {
      clearTimeout(timer);
      end();
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
