import { BilibiliRefused } from '../../api/index.ts';
import { readGroups } from '../../people/groups.ts';
import type { BotContext } from '../../bot/context.ts';
import type { PressHandler, PressHandlers } from '../../bot/feature.ts';
import type { PressKind } from '../../bot/callback-data.ts';
import { readerOf } from '../../bot/viewer.ts';
import { showHere } from '../../bot/messages.ts';
import { drawGroups } from './groups-screen.ts';

/** Shows the list of groups as the site has it now, in the message that was pressed if there is one. One request. */
export async function showGroups(
  ctx: BotContext,
  { page = 1, headline }: { page?: number; headline?: string } = {},
): Promise<void> {
  const { session } = await ctx.account();
  const groups = await readGroups(session, ctx.signal);
  await showHere(ctx, drawGroups(groups, page, readerOf(ctx), headline));
}

/** Does something; when a group that it needs is gone, leads to the list of groups with a sentence. */
export async function orHome(ctx: BotContext, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGone(error)) throw error;
    await showGroups(ctx, { headline: ctx.texts.groups.gone });
  }
}

/** The same for every one of these buttons. */
export function leadingHome(presses: PressHandlers): PressHandlers {
  const guarded = Object.entries(presses).map(([kind, handler]) => {
    const { run, ...rest } = handler as PressHandler<PressKind>;
    return [
      kind,
      { ...rest, run: (ctx, press) => orHome(ctx, () => run(ctx, press)) } satisfies PressHandler<PressKind>,
    ];
  });
  return Object.fromEntries(guarded) as PressHandlers;
}

/** Whether the site says that a group does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof BilibiliRefused && error.reason === 'groupMissing';
}
