import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { erase, holdsCredential } from '../erase.ts';

/** Deletes a message with a credential in it, wherever it was written: after a command, to another question, under a file. */
export function eraseSecrets(): Middleware<BotContext> {
  return async (ctx, next) => {
    if (holdsCredential(ctx.message?.text ?? ctx.message?.caption ?? '')) await erase(ctx);
    await next();
  };
}
