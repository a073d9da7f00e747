import type { BotContext } from '../../bot/context.ts';
import { showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { drawGroupsScreen } from './groups-screen.ts';

/** Reads and shows the list of groups, in the pressed message if there is one. One request. */
export async function showGroups(
  ctx: BotContext,
  { page = 1, headline }: { page?: number; headline?: string } = {},
): Promise<void> {
  const { session } = await ctx.account();
  const groups = await readGroups(session, ctx.signal);
  await showHere(ctx, drawGroupsScreen(groups, page, viewerOf(ctx), { ...(headline && { headline }) }));
}
