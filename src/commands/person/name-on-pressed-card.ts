import type { BotContext } from '../../bot/context.ts';
import { displayName, profileLink } from './person-card.ts';

/** The name on the pressed card, taken from its link, so no request is needed. */
export function nameOnCard(ctx: BotContext, mid: number): string {
  const name = nameInMessage(ctx, mid);
  return name === undefined ? `UID ${mid}` : displayName(name, ctx.texts);
}

/**
 * The name of a person in the pressed message, from the link to their page; `undefined` when there is none.
 */
export function nameInMessage(ctx: BotContext, mid: number): string | undefined {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0) return undefined;
  const text = message.caption ?? message.text ?? '';
  const links = message.caption_entities ?? message.entities ?? [];
  const theirs = links.find((link) => link.type === 'text_link' && link.url === profileLink(mid));
  return theirs && text.slice(theirs.offset, theirs.offset + theirs.length);
}
