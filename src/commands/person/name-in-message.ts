import type { BotContext } from '../../bot/context.ts';
import { displayName, profileLink } from './person-card.ts';

/** The name on the card that was pressed, which is the text of its link; no request is needed to know it. */
export function nameOnCard(ctx: BotContext, mid: number): string {
  const name = nameInMessage(ctx, mid);
  return name === undefined ? `UID ${mid}` : displayName(name, ctx.texts);
}

/** The name of a person as the pressed message shows it, over a link to them; `undefined` where it does not. */
export function nameInMessage(ctx: BotContext, mid: number): string | undefined {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0) return undefined;
  const text = message.caption ?? message.text ?? '';
  const links = message.caption_entities ?? message.entities ?? [];
  const theirs = links.find((link) => link.type === 'text_link' && link.url === profileLink(mid));
  return theirs && text.slice(theirs.offset, theirs.offset + theirs.length);
}
