import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { deleteMessageWithCredential } from '../delete-message-with-credential.ts';
import { pastedCredential } from '../find-pasted-credential.ts';

/**
 * Deletes a message that contains a credential, wherever it was written: after a command, in answer to
 * another question, in or under a file. The text is kept on the context for the one feature that handles it.
 */
export function deleteCredentials(): Middleware<BotContext> {
  return async (ctx, next) => {
    ctx.pasted = await pastedCredential(ctx);
    if (ctx.pasted !== undefined) await deleteMessageWithCredential(ctx);
    await next();
  };
}
