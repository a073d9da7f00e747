import { type Bilibili, defaultGroup } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { displayGroupName } from '../names-and-profile-links.ts';
import {
  peopleInRepliedMessage,
  quotePieces,
  readPeopleIn,
  replyUnresolved,
  resolveOne,
  resolvePeople,
} from '../person/resolve-people.ts';
import { findGroupByName } from './find-group-by-name.ts';
import type { LastUsedGroups } from './last-used-groups.ts';
import type { MoveBetweenGroups } from './move-between-groups.ts';

export interface AddByTextDeps {
  bilibili: Pick<Bilibili, 'resolveShortLink'>;
  moveBetweenGroups: MoveBetweenGroups;
  lastGroups: LastUsedGroups;
}

/** `/groups add NAME WHO…`: puts people, written in any supported form, into one more group. */
export async function addPeopleByText(
  ctx: BotContext,
  { name: written, whom }: { name: string; whom: string },
  { bilibili, moveBetweenGroups, lastGroups }: AddByTextDeps,
): Promise<void> {
  const group = await findGroupByName(ctx, written);
  if (group === undefined) return;
  const { groups: words, commands } = ctx.texts;
  const { tagid } = group;
  if (tagid === defaultGroup) return void (await ctx.reply(words.notInto));
  const name = displayGroupName(group, ctx.texts);
  const shift = { to: tagid, toName: name };
  const people = whom === '' ? { targets: peopleInRepliedMessage(ctx), unread: [] } : readPeopleIn(ctx, whom);
  const { targets, unread } = people;
  const [target, ...others] = targets;
  if (target === undefined) {
    await ctx.reply(unread.length === 0 ? words.addWhom(name) : commands.whom.unread(quotePieces(unread)));
  } else if (others.length > 0 || unread.length > 0) {
    const found = await resolvePeople(ctx, bilibili, people);
    const mids = [...new Set(found?.mids)];
    if (found)
      await moveBetweenGroups(
        ctx,
        shift,
        mids.map((mid) => ({ mid })),
        found.unread,
      );
  } else {
    const resolved = await resolveOne(ctx, bilibili, target);
    if (resolved.kind === 'person')
      return void (await moveBetweenGroups(ctx, shift, [{ mid: resolved.mid }]));
    // The user picks one of those who match.
    await lastGroups.remember(ctx, { tagid, name });
    const { user } = chatUserOf(ctx);
    await replyUnresolved(ctx, target, resolved, (mid) => ({ kind: 'personInto', user, mid, group: tagid }));
  }
}
