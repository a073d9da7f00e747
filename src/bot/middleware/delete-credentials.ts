import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import { accessKeyIn, deleteMessageWithCredential, holdsCredential } from '../credential-guard.ts';

/**
 * Deletes a message with a credential in it, wherever it was written: after a command, to another question, under a file.
 * What only looks like an access_key goes in private chats; in a group it may be anything.
 */
export function deleteCredentials(): Middleware<BotContext> {
  return async (ctx, next) => {
    const text = ctx.message?.text ?? ctx.message?.caption ?? '';
    const looksLikeKey = chatUserOf(ctx).private && accessKeyIn(text) !== undefined;
    if (looksLikeKey || holdsCredential(text)) await deleteMessageWithCredential(ctx);
    await next();
  };
}
