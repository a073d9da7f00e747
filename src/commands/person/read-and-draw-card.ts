import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type CardFacts, readCardFacts, readPublicCardFacts } from '../../people/fetch-card.ts';
import { type CardExtras, displayName, drawCard } from './person-card.ts';

/** The card of a person as the site has it now; for a guest, without what concerns the account's owner. */
export async function personCard(ctx: BotContext, mid: number): Promise<Content> {
  const { session } = await ctx.account();
  const read = ctx.guest ? readPublicCardFacts : readCardFacts;
  return drawCard(await read(session, mid, ctx.signal), actingViewerOf(ctx), await noteFor(ctx, mid));
}

/**
 * The card of somebody to whom something was just done, with that above it. What was done is told as well when the card
 * cannot be read.
 */
export async function personCardAfterChange(
  ctx: BotContext,
  mid: number,
  headline: (name: string) => string,
): Promise<Content> {
  return drawCardAfterChange(ctx, mid, await tryToReadFacts(ctx, mid), headline);
}

/** The same, out of what was read already; `undefined` when it could not be. */
export async function drawCardAfterChange(
  ctx: BotContext,
  mid: number,
  facts: CardFacts | undefined,
  headline: (name: string) => string,
  extra: Omit<CardExtras, 'note'> = {},
): Promise<Content> {
  const viewer = actingViewerOf(ctx);
  const { undoUntil } = extra;
  if (facts) {
    return drawCard(facts, viewer, {
      headline: headline(displayName(facts.card.card.name, ctx.texts)),
      ...extra,
      ...(await noteFor(ctx, mid)),
    });
  }
  const { buttons, mid: label } = ctx.texts.card;
  const { user, as } = viewer;
  const undo = (until: number) => [callbackButton(buttons.undo, { kind: 'undo', user, mid, until, as })];
  return {
    text: headline(`${label} ${mid}`),
    keyboard: undoUntil === undefined ? [] : [undo(undoUntil)],
  };
}

/** What is noted about somebody, as a card takes it. */
async function noteFor(ctx: BotContext, mid: number): Promise<Pick<CardExtras, 'note'>> {
  return ctx.notes ? { note: { text: (await ctx.notes.on([mid])).get(mid) } } : {};
}

/** What the card of a person shows, as the site says it now; `undefined` when it cannot be read. */
export async function tryToReadFacts(ctx: BotContext, mid: number): Promise<CardFacts | undefined> {
  try {
    const { session } = await ctx.account();
    return await readCardFacts(session, mid, ctx.signal);
  } catch (error) {
    if (error instanceof BilibiliRefused || error instanceof BilibiliUnreachable) return undefined;
    throw error;
  }
}
