import type { Middleware } from 'grammy';
import { type BotContext, placeOf } from '../context.ts';
import type { Feature, PressHandler, PressHandlers } from '../feature.ts';
import { type PressKind, parsePress } from '../callback-data.ts';

/**
 * Runs what a pressed button stands for. Every press is answered at once, before any work, or the button would
 * seem dead; one made for someone else, or by an older version, gets a word and does nothing. So does one that only the
 * owner of a linked group may press.
 */
export function runPresses(features: readonly Feature[]): Middleware<BotContext> {
  const handlers: PressHandlers = Object.assign({}, ...features.map(({ presses }) => presses ?? {}));

  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return await next();
    const press = parsePress(ctx.callbackQuery.data ?? '');
    const handler = press && (handlers[press.kind] as PressHandler<PressKind> | undefined);
    if (press === undefined || handler === undefined) {
      await answer(ctx, { text: ctx.texts.common.oldPanel, show_alert: true });
    } else if (ctx.guest && !handler.forGuests?.(press)) {
      // Before the next: a guest who is told to send the command themselves would be refused that as well.
      await answer(ctx, { text: ctx.texts.linking.ownerOnly(ctx.owner?.name ?? ''), show_alert: true });
    } else if (press.user !== placeOf(ctx).user) {
      await answer(ctx, { text: ctx.texts.common.notYours, show_alert: true });
    } else {
      if ('as' in press) ctx.actsAs = press.as;
      const toast = handler.toast?.(ctx, press);
      await answer(ctx, toast === undefined ? {} : { text: toast });
      await handler.run(ctx, press);
    }
  };
}

/** A press made while the bot was away can no longer be answered; what it asks for is done all the same. */
async function answer(ctx: BotContext, words: { text?: string; show_alert?: true }): Promise<void> {
  await ctx.answerCallbackQuery(words).catch(() => undefined);
}
