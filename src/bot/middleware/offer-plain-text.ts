import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import type { Feature, TakePasted } from '../feature.ts';
import { messageText } from '../read-message-text.ts';

/** The kinds of messages that users send. */
const userMessageFilters = [
  'message:text',
  'message:file',
  'message:contact',
  'message:location',
  'message:poll',
  'message:dice',
  'message:story',
] as const;

/** Offers plain text in a private chat to the features in turn; if none takes it, replies with a hint. */
export function offerPlainText(features: readonly Feature[], takePasted: TakePasted): Middleware<BotContext> {
  return async (ctx) => {
    // A picture's caption may be a link; a document's caption is handled with the document.
    const text = ctx.message?.document ? undefined : messageText(ctx.message) || undefined;
    if (!chatUserOf(ctx).private || ctx.message === undefined) return;
    if (ctx.pasted !== undefined) return takePasted(ctx, ctx.pasted);
    for (const feature of features) {
      if (text !== undefined && (await feature.text?.(ctx, text))) return;
    }
    // Pinned messages and changed settings are messages too, but not from a user.
    if (ctx.has([...userMessageFilters])) await ctx.reply(ctx.texts.replies.hint);
  };
}
