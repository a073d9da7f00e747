import type { BotContext } from '../../bot/context.ts';
import { displayName } from './person-card.ts';

/** The name on the card that was pressed, which is the text of its link; no request is needed to know it. */
export function nameOnCard(ctx: BotContext, mid: number): string {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0) return `UID ${mid}`;
  const text = message.caption ?? message.text ?? '';
  const link = (message.caption_entities ?? message.entities ?? []).find(({ type }) => type === 'text_link');
  return link ? displayName(text.slice(link.offset, link.offset + link.length), ctx.texts) : `UID ${mid}`;
}
