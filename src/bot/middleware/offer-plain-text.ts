import type { Middleware } from 'grammy';
import { type BotContext, chatUserOf } from '../context.ts';
import type { AnyFeature, TakePasted } from '../feature.ts';
import { messageText } from '../text-of-message.ts';

/** What a person may have sent. */
const said = [
  'message:text',
  'message:file',
  'message:contact',
  'message:location',
  'message:poll',
  'message:dice',
  'message:story',
] as const;

/** Offers plain text in a private chat to the features in turn; when none takes it, says what could be written. */
export function readPlainText(
  features: readonly AnyFeature[],
  takePasted: TakePasted,
): Middleware<BotContext> {
  return async (ctx) => {
    // What is written under a picture may be a link, too; under a file it is a matter of the file.
    const text = ctx.message?.document ? undefined : messageText(ctx.message) || undefined;
    if (!chatUserOf(ctx).private || ctx.message === undefined) return;
    if (ctx.pasted !== undefined) return takePasted(ctx, ctx.pasted);
    for (const feature of features) {
      if (text !== undefined && (await feature.text?.(ctx, text))) return;
    }
    // A pinned message or a changed setting is a message too, but nobody's words.
    if (ctx.has([...said])) await ctx.reply(ctx.texts.common.hint);
  };
}
