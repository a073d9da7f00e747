import type { InlineKeyboardButton } from 'grammy/types';
import { type BotContext, placeOf } from './context.ts';
import { type Press, packPress } from './callback-data.ts';

/** Rows of buttons under a message. */
export type Keyboard = InlineKeyboardButton[][];

type Style = 'primary' | 'danger' | 'success';

/** A button that does something here. */
export function pressButton(text: string, press: Press, style?: Style): InlineKeyboardButton {
  return { text, callback_data: packPress(press), ...(style && { style }) };
}

/** A button that opens the private chat with the bot; `start` is what /start is given there. */
export function privateChatButton(ctx: BotContext, start: string): InlineKeyboardButton {
  return { text: ctx.texts.common.openPrivate, url: `https://t.me/${ctx.me.username}?start=${start}` };
}

/** The three ways to log in, the one that lasts first. */
export function loginKeyboard(ctx: BotContext): Keyboard {
  const { user } = placeOf(ctx);
  const { ways } = ctx.texts.login;
  return [
    [pressButton(ways.qr, { kind: 'login', user, way: 'qr' }, 'primary')],
    [
      pressButton(ways.cookie, { kind: 'login', user, way: 'cookie' }),
      pressButton(ways.accessKey, { kind: 'login', user, way: 'accessKey' }),
    ],
  ];
}
