import type { Middleware } from 'grammy';
import { type CallbackKind, decodeCallback } from '../callback-data.ts';
import { type BotContext, chatUserOf } from '../context.ts';
import { type CallbackHandlers, type Feature, toCallbackHandler } from '../feature.ts';
import { ownerOnlyText } from '../refusals-in-groups.ts';

/**
 * Runs the handler of a pressed button. Every press is answered at once, before any work, so that the button
 * reacts. A button made for another user or by an older version, or one reserved for the owner of a linked
 * group, only shows a notice.
 */
export function runCallbacks(features: readonly Feature[]): Middleware<BotContext> {
  const handlers: Partial<CallbackHandlers<CallbackKind>> = Object.assign(
    {},
    ...features.map(({ callbacks }) => callbacks ?? {}),
  );

  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return await next();
    const callback = decodeCallback(ctx.callbackQuery.data ?? '');
    const found = callback && handlers[callback.kind];
    const handler = found && toCallbackHandler(found as CallbackHandlers<CallbackKind>[CallbackKind]);
    if (callback === undefined || handler === undefined) {
      await answer(ctx, { text: ctx.texts.replies.oldPanel, show_alert: true });
    } else if (ctx.guest && !handler.forGuests?.(callback)) {
      // Checked before the next: a guest told to send the command themselves would be refused that as well.
      await answer(ctx, { text: ownerOnlyText(ctx), show_alert: true });
    } else if (callback.user !== chatUserOf(ctx).user) {
      await answer(ctx, { text: ctx.texts.replies.notYours, show_alert: true });
    } else {
      if ('as' in callback) ctx.actsAs = callback.as;
      const toast = handler.toast?.(ctx, callback);
      await answer(ctx, toast === undefined ? {} : { text: toast });
      await handler.run(ctx, callback);
    }
  };
}

/** Answers a press. A press made while the bot was down can no longer be answered, but is handled anyway. */
async function answer(ctx: BotContext, words: { text?: string; show_alert?: true }): Promise<void> {
  await ctx.answerCallbackQuery(words).catch(() => undefined);
}
