import { isSiteFailure } from '../../api/index.ts';
import { type BotContext, requireLogin } from '../../bot/context.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type CardFacts, readCardFacts, readPublicCardFacts } from '../../people/fetch-card.ts';
import { displayName, nameOrUid } from '../names-and-profile-links.ts';
import { type CardExtras, drawCard, undoButton } from './person-card.ts';

/** Reads and draws a person's card; for a guest, without private facts of the account's owner. */
export async function personCard(ctx: BotContext, mid: number): Promise<Content> {
  const { session } = await ctx.account();
  const read = ctx.guest ? readPublicCardFacts : readCardFacts;
  return drawCard(await read(session, mid, ctx.signal), actingViewerOf(ctx), await noteFor(ctx, mid));
}

/**
 * Reads and draws the card after an action; `headline` says what was done, even when the card cannot be read.
 */
export async function personCardAfterChange(
  ctx: BotContext,
  mid: number,
  headline: (name: string) => string,
): Promise<Content> {
  return drawCardAfterChange(ctx, mid, await tryToReadFacts(ctx, mid), headline);
}

/** The same from facts already read; `undefined` when they could not be. */
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
  return {
    text: headline(nameOrUid(undefined, mid, ctx.texts)),
    keyboard: undoUntil === undefined ? [] : [[undoButton(mid, undoUntil, viewer)]],
  };
}

/** The note on a person, as the card takes it. */
async function noteFor(ctx: BotContext, mid: number): Promise<Pick<CardExtras, 'note'>> {
  return ctx.notes ? { note: { text: (await ctx.notes.on([mid])).get(mid) } } : {};
}

/** Reads the facts of a card; `undefined` when they cannot be read. */
export async function tryToReadFacts(ctx: BotContext, mid: number): Promise<CardFacts | undefined> {
  try {
    const { session } = await ctx.account();
    return await readCardFacts(session, mid, ctx.signal);
  } catch (error) {
    if (isSiteFailure(error)) return undefined;
    throw error;
  }
}

/** Actions that need a confirmation, since they cannot simply be undone. */
export type ConfirmedAction = 'block' | 'kick';

/** The card with a question above it. */
export async function confirmationCard(
  ctx: BotContext,
  action: ConfirmedAction,
  mid: number,
): Promise<Content> {
  await requireLogin(ctx);
  const asked = await personCardAfterChange(ctx, mid, ctx.texts.card.ask[action]);
  return { ...asked, keyboard: confirmKeyboard(ctx, action, mid) };
}

/** Buttons to confirm, and to cancel, which shows the card again. */
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
