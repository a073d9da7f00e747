import type { Place } from '../../alerts/index.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import type { WordsOf } from '../../bot/chat-locale.ts';
import type { Links } from './bindings.ts';
import { placeName } from './bound-chat.ts';
import { tell } from './tell.ts';

/** What ending links at their owner's wish needs. */
export interface UnlinkDeps {
  links: Pick<Links, 'unlink'>;
  wordsOf: WordsOf;
}

/**
 * Ends links of the owner who asked for it, and says so wherever they did not ask: in the places themselves, or in their
 * private chat.
 */
export async function unlinkAtWish(
  ctx: BotContext,
  isMeant: (place: Place) => boolean,
  { links, wordsOf }: UnlinkDeps,
): Promise<void> {
  const { chat, private: inPrivate } = placeOf(ctx);
  const { places, cameHome } = await links.unlink(ctx.home, isMeant);
  for (const place of places) {
    if (place.chat === chat) continue;
    await tell(ctx.api, place, ctx.texts.linking.unlinked);
  }
  if (inPrivate || places.length === 0) return;
  const { texts } = await wordsOf(ctx.home);
  const { ended, alertsHome } = texts.linking;
  const lines = [...places.map((place) => ended(placeName(place, texts))), ...(cameHome ? [alertsHome] : [])];
  await tell(ctx.api, { chat: ctx.home }, lines.join('\n'));
}
