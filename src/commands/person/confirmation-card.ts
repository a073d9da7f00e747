import { type BotContext, requireLogin } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { personCardAfterChange } from './read-and-draw-card.ts';

/** Actions that need a confirmation, since they cannot simply be undone. */
export type ConfirmedAction = 'block' | 'kick';

/** The card with a question above it. */
export async function confirmationCard(
  ctx: BotContext,
  action: ConfirmedAction,
  mid: number,
): Promise<Content> {
  await requireLogin(ctx);
  const asked = await personCardAfterChange(ctx, mid, ctx.texts.card.ask[action]);
  return { ...asked, keyboard: confirmKeyboard(ctx, action, mid) };
}

/** Buttons to confirm, and to cancel, which shows the card again. */
export function confirmKeyboard(ctx: BotContext, action: ConfirmedAction, mid: number): Keyboard {
  const { user, as } = actingViewerOf(ctx);
  const { confirm, cancel } = ctx.texts.common;
  return [
    [
      callbackButton(confirm, { kind: 'confirm', user, action, mid, as }, 'danger'),
      callbackButton(cancel, { kind: 'card', user, mid }),
    ],
  ];
}
