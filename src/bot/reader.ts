import { type BotContext, placeOf } from './context.ts';
import type { Texts } from './text/index.ts';

/** For whom something is drawn. */
export interface Reader {
  texts: Texts;
  /** IANA name; times are shown in it. */
  timezone: string;
  /** The Telegram id the buttons work for. */
  user: number;
}

/** For whom this update's messages are drawn. */
export function readerOf(ctx: BotContext): Reader {
  return { texts: ctx.texts, timezone: ctx.timezone, user: placeOf(ctx).user };
}
