import type { Message } from 'grammy/types';
import { decodeCallback } from './callback-data.ts';
import { type BotContext, chatUserOf } from './context.ts';
import { callbackButton, type Keyboard } from './keyboards.ts';

/**
 * Whether the pressed message is home or was opened from home, which its home button shows. What a button
 * opens there replaces the message and keeps the button.
 */
export function isOpenedFromHome(ctx: BotContext): boolean {
  return accountHashAtHome(ctx) !== undefined;
}

/** Adds the home button when the pressed message has one; home itself needs none. */
export function withHomeButton(ctx: BotContext, keyboard: Keyboard): Keyboard {
  const as = accountHashAtHome(ctx);
  if (as === undefined || homeHashesIn(keyboard).length > 0) return keyboard;
  return withHomeRow(ctx, keyboard, as);
}

/** Adds a home button for the account with this hash. */
export function withHomeRow(ctx: BotContext, keyboard: Keyboard, as: number): Keyboard {
  const { user } = chatUserOf(ctx);
  return [...keyboard, [callbackButton(ctx.texts.home.back, { kind: 'home', user, to: 'home', as })]];
}

/** The hash of the account whose home the pressed message belongs to. */
export function accountHashAtHome({ callbackQuery }: BotContext): number | undefined {
  const message = callbackQuery?.message;
  const markup = message && 'reply_markup' in message ? (message as Message).reply_markup : undefined;
  return homeHashesIn(markup?.inline_keyboard ?? []).at(0);
}

function homeHashesIn(keyboard: Keyboard): number[] {
  return keyboard.flat().flatMap((button) => {
    const callback = 'callback_data' in button ? decodeCallback(button.callback_data) : undefined;
    return callback?.kind === 'home' ? [callback.as] : [];
  });
}
