import { type BotContext, chatUserOf } from './context.ts';
import type { Texts } from './text/index.ts';

/** For whom something is drawn. */
export interface Viewer {
  texts: Texts;
  /** IANA name; times are shown in it. */
  timezone: string;
  /** The Telegram id the buttons work for. */
  user: number;
  /** Long lists may be given at length: they are shown folded. */
  folds?: true;
  /** Buttons show no more than the number of a row here, so its words must stand in the text. */
  shortLabels?: true;
  /** They are no more than a guest of the account's owner: nothing of the owner's own is shown, and nothing to act with. */
  guest?: true;
  /** Whose guest; fit to be shown. */
  host?: string;
}

/** For whom something is drawn whose buttons act as one account, whichever is active when they are pressed. */
export interface ActingViewer extends Viewer {
  /** The mark of that account. */
  as: number;
}

/** For whom this update's messages are drawn. */
export function viewerOf(ctx: BotContext): Viewer {
  return {
    texts: ctx.texts,
    timezone: ctx.timezone,
    user: chatUserOf(ctx).user,
    ...(ctx.platform.foldsQuotations && { folds: true }),
    ...(ctx.platform.shortLabels && { shortLabels: true }),
    ...(ctx.guest && ctx.owner && { guest: true, host: ctx.owner.name }),
  };
}

/** The same, with the account this update acts as. Ask for the account first: before that there is none. */
export function actingViewerOf(ctx: BotContext): ActingViewer {
  if (ctx.actsAs === undefined) throw new TypeError('No account was asked for yet');
  return { ...viewerOf(ctx), as: ctx.actsAs };
}
