import { type BotContext, chatUserOf } from './context.ts';
import type { Texts } from './text/index.ts';

/** The user that a message is drawn for. */
export interface Viewer {
  texts: Texts;
  /** IANA timezone, for showing times. */
  timezone: string;
  /** The user (Telegram id) that the buttons work for. */
  user: number;
  /** Whether long lists are collapsed, so that they may be complete. */
  folds?: true;
  /** Whether buttons show only a row's number, so that the text has to contain its words. */
  shortLabels?: true;
  /**
   * Whether the user is a guest in a group of the account's owner: no private data and no actions are shown.
   */
  guest?: true;
  /** The name of that owner, safe to display. */
  host?: string;
}

/** A viewer whose buttons act as one account, whichever is active when they are pressed. */
export interface ActingViewer extends Viewer {
  /** The hash of that account. */
  as: number;
}

/** The viewer of messages drawn for this update. */
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

/** The viewer with the account this update acts as. Call `ctx.account()` before. */
export function actingViewerOf(ctx: BotContext): ActingViewer {
  if (ctx.actsAs === undefined) throw new TypeError('No account was asked for yet');
  return { ...viewerOf(ctx), as: ctx.actsAs };
}
