import type { Group } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { redact } from '../../redact.ts';
import { displayGroupName } from '../names-and-profile-links.ts';

/** Most group names listed when none matches. */
const mostNamed = 20;

/**
 * Finds a group by exact name, or else ignoring case. When none or several match, the user is told and it is
 * `undefined`. One request.
 */
export async function findGroupByName(ctx: BotContext, written: string): Promise<Group | undefined> {
  const { session } = await ctx.account();
  const groups = await readGroups(session, ctx.signal);
  const { groups: words } = ctx.texts;
  const names = (group: Group) => [group.name, displayGroupName(group, ctx.texts)];
  const exact = groups.find((group) => names(group).includes(written));
  if (exact) return exact;
  const lower = written.toLowerCase();
  const close = groups.filter((group) => names(group).some((name) => name.toLowerCase() === lower));
  const [only, ...others] = close;
  if (only && others.length === 0) return only;
  const listed = (all: readonly Group[]) =>
    all
      .slice(0, mostNamed)
      .map((group) => displayGroupName(group, ctx.texts))
      .join('、');
  await ctx.reply(
    only ? words.several(listed(close)) : words.noSuch(redact(oneLine(written)), listed(groups)),
  );
  return undefined;
}
