import type { Message } from 'grammy/types';
import { decodeCallback } from './callback-data.ts';
import { type BotContext, chatUserOf } from './context.ts';
import { callbackButton, type Keyboard } from './keyboards.ts';

/**
 * Whether the message whose button was pressed is home, or shows what was opened from there: it has a button that leads
 * home or away from it. What is shown in such a message takes its place and keeps the way back.
 */
export function isOpenedFromHome(ctx: BotContext): boolean {
  return accountHashAtHome(ctx) !== undefined;
}

/** The keyboard, with the way home below where the message pressed has it; home itself needs none. */
export function withHomeButton(ctx: BotContext, keyboard: Keyboard): Keyboard {
  const as = accountHashAtHome(ctx);
  if (as === undefined || marksOf(keyboard).length > 0) return keyboard;
  return withHomeRow(ctx, keyboard, as);
}

/** The keyboard with the way to the home of the account with this mark. */
export function withHomeRow(ctx: BotContext, keyboard: Keyboard, as: number): Keyboard {
  const { user } = chatUserOf(ctx);
  return [...keyboard, [callbackButton(ctx.texts.home.back, { kind: 'home', user, to: 'home', as })]];
}

/** The mark of the account whose home the message pressed belongs to. */
export function accountHashAtHome({ callbackQuery }: BotContext): number | undefined {
  const message = callbackQuery?.message;
  const markup = message && 'reply_markup' in message ? (message as Message).reply_markup : undefined;
  return marksOf(markup?.inline_keyboard ?? []).at(0);
}

function marksOf(keyboard: Keyboard): number[] {
  return keyboard.flat().flatMap((button) => {
    const callback = 'callback_data' in button ? decodeCallback(button.callback_data) : undefined;
    return callback?.kind === 'home' ? [callback.as] : [];
  });
}
