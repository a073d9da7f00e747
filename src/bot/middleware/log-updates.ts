import type { Middleware } from 'grammy';
import type { Log } from '../../log.ts';
import type { BotContext } from '../context.ts';

/** Logs one line per update: kind, chat, duration. Never the content. */
export function logUpdates(log: Log): Middleware<BotContext> {
  return async (ctx, next) => {
    const started = performance.now();
    try {
      await next();
    } finally {
      const { update_id, ...rest } = ctx.update;
      log.debug(
        {
          update: update_id,
          kind: Object.keys(rest)[0],
          chat: ctx.chat?.id,
          user: ctx.from?.id,
          milliseconds: Math.round(performance.now() - started),
        },
        'update handled',
      );
    }
  };
}
