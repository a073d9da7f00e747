import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import type { Quota } from '../jobs/index.ts';
import { type Action, act, type Deed, type Outcome, Retired, takeBack } from '../people/actions.ts';
import { type Facts, readFacts } from '../people/facts.ts';
import { drawCard, type Into, shownName, type Undoable } from './card.ts';
import type { BotContext } from './context.ts';
import { type Keyboard, pressButton } from './keyboards.ts';
import type { LastGroups } from './last-groups.ts';
import { actingReaderOf } from './reader.ts';
import type { Content } from './show.ts';

/** How long follow and unfollow can be taken back, in seconds. */
const undoTime = 600;

/** Today's number of changes is used up. */
export class QuotaSpent extends Error {
  override name = 'QuotaSpent';
  /** When there is a new one; ms since 1970. */
  readonly until: number;
  constructor(until: number) {
    super('the daily quota is used up');
    this.until = until;
  }
}

/** One action on one person, and what is shown of it. */
export interface Acting {
  /**
   * Does it and gives the card afterwards, with what was done above it. Once it is done, a card that cannot be read no
   * longer makes it a failure. A quiet follow, which the site has retired, becomes the offer of a plain one.
   * @throws QuotaSpent, and what `act` throws.
   */
  perform(ctx: BotContext, deed: Deed, mid: number): Promise<Content>;
  /** Does it and shows nothing. @throws QuotaSpent, and what `act` throws. */
  carryOut(ctx: BotContext, deed: Deed, mid: number): Promise<Outcome>;
  /** Takes an action back and gives the card afterwards. */
  undo(ctx: BotContext, action: Action, mid: number, tags: readonly number[]): Promise<Content>;
}

/** What asks first, since it cannot simply be taken back. */
export type Grave = 'block' | 'kick';

/** `now` in milliseconds; the quota is that of bulk work, which single presses share. */
export function createActing(deps: { quota: Quota; lastGroups: LastGroups; now: () => number }): Acting {
  const { quota, lastGroups, now } = deps;

  async function spend(mid: number): Promise<void> {
    if ((await quota.take(mid, 1)) === 0) throw new QuotaSpent(quota.renewsAt());
  }

  async function carryOut(ctx: BotContext, deed: Deed, mid: number): Promise<Outcome> {
    const { session } = await ctx.account();
    // Special follow is a group, and groups cost no quota.
    if (deed !== 'special' && deed !== 'unspecial') await spend(session.mid);
    return act(session, deed, mid, ctx.signal);
  }

  return {
    carryOut,
    async perform(ctx, deed, mid) {
      try {
        const outcome = await carryOut(ctx, deed, mid);
        const { already, done } = ctx.texts.card;
        const undoable = undoOf(deed, outcome, now());
        const into = deed === 'follow' ? await lastGroups.of(ctx) : undefined;
        return await cardAfter(ctx, mid, (outcome.already ? already : done)[deed], {
          ...(undoable && { undoable }),
          ...(into && { into }),
        });
      } catch (error) {
        if (!(error instanceof Retired)) throw error;
        return offerPlainFollow(ctx, mid);
      }
    },
    async undo(ctx, action, mid, tags) {
      const { session } = await ctx.account();
      await spend(session.mid);
      const { did, groupsLost } = await takeBack(session, action, mid, tags, ctx.signal);
      const { undone, done, groupsNotBack } = ctx.texts.card;
      const rest = groupsLost ? `\n${groupsNotBack}` : '';
      return cardAfter(ctx, mid, (name) => undone(done[did](name)) + rest);
    },
  };
}

/** The card of a person as the site has it now. */
export async function cardOf(ctx: BotContext, mid: number): Promise<Content> {
  const { session } = await ctx.account();
  return drawCard(await readFacts(session, mid, ctx.signal), actingReaderOf(ctx));
}

/** The card with the question whether to go on above it. */
export async function askFirst(ctx: BotContext, action: Grave, mid: number): Promise<Content> {
  await ctx.account();
  const asked = await cardAfter(ctx, mid, ctx.texts.card.ask[action]);
  return { ...asked, keyboard: graveKeyboard(ctx, action, mid) };
}

/** Confirm and cancel, which leads back to the card. */
export function graveKeyboard(ctx: BotContext, action: Grave, mid: number): Keyboard {
  const { user, as } = actingReaderOf(ctx);
  const { confirm, cancel } = ctx.texts.common;
  return [
    [
      pressButton(confirm, { kind: 'confirm', user, action, mid, as }, 'danger'),
      pressButton(cancel, { kind: 'card', user, mid }),
    ],
  ];
}

function offerPlainFollow(ctx: BotContext, mid: number): Content {
  const { user, as } = actingReaderOf(ctx);
  const { card, common } = ctx.texts;
  return {
    text: card.retired,
    keyboard: [
      [
        pressButton(card.buttons.follow, { kind: 'act', user, action: 'follow', mid, as }, 'primary'),
        pressButton(common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  };
}

function undoOf(deed: Deed, outcome: Outcome, now: number): Undoable | undefined {
  if (outcome.already || (deed !== 'follow' && deed !== 'unfollow')) return undefined;
  return { action: deed, tags: outcome.tags, until: Math.floor(now / 1000) + undoTime };
}

/**
 * The card of somebody to whom something was just done, with that above it. What was done is told as well when the card
 * cannot be read.
 */
export async function cardAfter(
  ctx: BotContext,
  mid: number,
  headline: (name: string) => string,
  extra: { undoable?: Undoable; into?: Into } = {},
): Promise<Content> {
  const reader = actingReaderOf(ctx);
  const { undoable } = extra;
  const facts = await factsIfAny(ctx, mid);
  if (facts) {
    return drawCard(facts, reader, {
      headline: headline(shownName(facts.card.card.name, ctx.texts)),
      ...extra,
    });
  }
  const { buttons, mid: label } = ctx.texts.card;
  return {
    text: headline(`${label} ${mid}`),
    keyboard: undoable
      ? [[pressButton(buttons.undo, { kind: 'undo', user: reader.user, mid, as: reader.as, ...undoable })]]
      : [],
  };
}

async function factsIfAny(ctx: BotContext, mid: number): Promise<Facts | undefined> {
  try {
    const { session } = await ctx.account();
    return await readFacts(session, mid, ctx.signal);
  } catch (error) {
    if (error instanceof BilibiliRefused || error instanceof BilibiliUnreachable) return undefined;
    throw error;
  }
}
