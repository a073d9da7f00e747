import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type CardFacts, readCardFacts, readPublicCardFacts } from '../../people/card-facts.ts';
import { type CardExtras, displayName, drawCard } from './person-card.ts';

/** What asks first, since it cannot simply be taken back. */
export type ConfirmedAction = 'block' | 'kick';

/** The card of a person as the site has it now; for a guest, without what concerns the account's owner. */
export async function personCard(ctx: BotContext, mid: number): Promise<Content> {
  const { session } = await ctx.account();
  const read = ctx.guest ? readPublicCardFacts : readCardFacts;
  return drawCard(await read(session, mid, ctx.signal), actingViewerOf(ctx), await noteFor(ctx, mid));
}

/** The card with the question whether to go on above it. */
export async function confirmationCard(
  ctx: BotContext,
  action: ConfirmedAction,
  mid: number,
): Promise<Content> {
  await requireLogin(ctx);
  const asked = await personCardAfterChange(ctx, mid, ctx.texts.card.ask[action]);
  return { ...asked, keyboard: confirmKeyboard(ctx, action, mid) };
}

/** Confirm and cancel, which leads back to the card. */
export function confirmKeyboard(ctx: BotContext, action: ConfirmedAction, mid: number): Keyboard {
  const { user, as } = actingViewerOf(ctx);
  const { confirm, cancel } = ctx.texts.common;
  return [
    [
      callbackButton(confirm, { kind: 'confirm', user, action, mid, as }, 'danger'),
      callbackButton(cancel, { kind: 'card', user, mid }),
    ],
  ];
}

/** The offer of a plain follow in place of the quiet one, which the site has retired. */
export function offerPlainFollow(ctx: BotContext, mid: number): Content {
  const { user, as } = actingViewerOf(ctx);
  const { card, common } = ctx.texts;
  return {
    text: card.retired,
    keyboard: [
      [
        callbackButton(card.buttons.follow, { kind: 'act', user, action: 'follow', mid, as }, 'primary'),
        callbackButton(common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  };
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
