import type { Middleware } from 'grammy';
import { type CallbackKind, decodeCallback } from '../callback-data.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import type { AnyFeature, CallbackHandler, CallbackHandlers } from '../feature.ts';
import { ownerOnlyText } from '../group-admins.ts';

/**
 * Runs what a pressed button stands for. Every press is answered at once, before any work, or the button would
 * seem dead; one made for someone else, or by an older version, gets a word and does nothing. So does one that only the
 * owner of a linked group may press.
 */
export function runCallbacks(features: readonly AnyFeature[]): Middleware<BotContext> {
  const handlers: Partial<CallbackHandlers<CallbackKind>> = Object.assign(
    {},
    ...features.map(({ callbacks }) => callbacks ?? {}),
  );

  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return await next();
    const callback = decodeCallback(ctx.callbackQuery.data ?? '');
    const handler = callback && (handlers[callback.kind] as CallbackHandler<CallbackKind> | undefined);
    if (callback === undefined || handler === undefined) {
      await answer(ctx, { text: ctx.texts.common.oldPanel, show_alert: true });
    } else if (ctx.guest && !handler.forGuests?.(callback)) {
      // Before the next: a guest who is told to send the command themselves would be refused that as well.
      await answer(ctx, { text: ownerOnlyText(ctx), show_alert: true });
    } else if (callback.user !== chatUserOf(ctx).user) {
      await answer(ctx, { text: ctx.texts.common.notYours, show_alert: true });
    } else {
      if ('as' in callback) ctx.actsAs = callback.as;
      const toast = handler.toast?.(ctx, callback);
      await answer(ctx, toast === undefined ? {} : { text: toast });
      await handler.run(ctx, callback);
    }
  };
}

/** A press made while the bot was away can no longer be answered; what it asks for is done all the same. */
async function answer(ctx: BotContext, words: { text?: string; show_alert?: true }): Promise<void> {
  await ctx.answerCallbackQuery(words).catch(() => undefined);
}
