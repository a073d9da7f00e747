import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { deleteMessageWithCredential, pastedCredential } from '../pasted-credential.ts';

/**
 * Deletes a message with a credential in it, wherever it was written: after a command, to another question, in or under a
 * file. What was pasted stays on the context for the one feature that may use it, and goes to no other.
 */
export function deleteCredentials(): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.pasted = await pastedCredential(ctx);
    if (ctx.pasted !== undefined) await deleteMessageWithCredential(ctx);
    await next();
  };
}
