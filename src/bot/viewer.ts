import { type BotContext, placeOf } from './context.ts';
import type { Texts } from './text/index.ts';

/** For whom something is drawn. */
export interface Reader {
  texts: Texts;
  /** IANA name; times are shown in it. */
  timezone: string;
  /** The Telegram id the buttons work for. */
  user: number;
  /** They are no more than a guest of the account's owner: nothing of the owner's own is shown, and nothing to act with. */
  guest?: true;
  /** Whose guest; fit to be shown. */
  host?: string;
}

/** For whom something is drawn whose buttons act as one account, whichever is active when they are pressed. */
export interface ActingReader extends Reader {
  /** The mark of that account. */
  as: number;
}

/** For whom this update's messages are drawn. */
export function readerOf(ctx: BotContext): Reader {
  return {
    texts: ctx.texts,
    timezone: ctx.timezone,
    user: placeOf(ctx).user,
    ...(ctx.guest && ctx.owner && { guest: true, host: ctx.owner.name }),
  };
}

/** The same, with the account this update acts as. Ask for the account first: before that there is none. */
export function actingReaderOf(ctx: BotContext): ActingReader {
  if (ctx.actsAs === undefined) throw new TypeError('No account was asked for yet');
  return { ...readerOf(ctx), as: ctx.actsAs };
}
