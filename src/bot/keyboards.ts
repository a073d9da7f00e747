import type { InlineKeyboardButton } from 'grammy/types';
import { type Callback, encodeCallback } from './callback-data.ts';
import { type BotContext, chatUserOf } from './context.ts';

/** Rows of buttons under a message. */
export type Keyboard = InlineKeyboardButton[][];

type Style = 'primary' | 'danger' | 'success';

/** A button that sends callback data. */
export function callbackButton(text: string, callback: Callback, style?: Style): InlineKeyboardButton {
  return { text, callback_data: encodeCallback(callback), ...(style && { style }) };
}

/** A button that does nothing (Bot API 10.3). */
export function disabledButton(text: string): InlineKeyboardButton {
  return { text, disabled: {} };
}

/**
 * A button that opens the private chat with the bot, where the platform has such links. `start` is the
 * payload of /start.
 */
export function privateChatKeyboard(ctx: BotContext, start: string): Keyboard {
  const url = ctx.platform.startLink(start);
  return url === undefined ? [] : [[{ text: ctx.texts.replies.openPrivate, url }]];
}

/** The ways to log in; the one that lasts longest comes first. */
export function loginKeyboard(ctx: BotContext): Keyboard {
  const { user } = chatUserOf(ctx);
  const { ways } = ctx.texts.login;
  const qr = [callbackButton(ways.qr, { kind: 'login', user, way: 'qr' }, 'primary')];
  // Without deletion of messages nothing secret should be pasted.
  if (!ctx.platform.deletesMessages) return [qr];
  return [
    qr,
    [
      callbackButton(ways.cookie, { kind: 'login', user, way: 'cookie' }),
      callbackButton(ways.accessKey, { kind: 'login', user, way: 'accessKey' }),
    ],
  ];
}
