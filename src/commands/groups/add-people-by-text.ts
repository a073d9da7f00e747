import type { Bilibili } from '../../api/index.ts';
import { defaultGroup } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { PeopleInText } from '../../people/people-in-text.ts';
import { resolvePerson } from '../../people/resolve-person.ts';
import { displayGroupName } from '../display-names.ts';
import type { GroupShortcut } from '../person/person-card.ts';
import {
  peopleInRepliedMessage,
  quotePieces,
  readPeopleIn,
  replyUnresolved,
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
export function createAddByText({ bilibili, moveBetweenGroups, lastGroups }: AddByTextDeps) {
  return async (ctx: BotContext, written: string, whom: string): Promise<void> => {
    const group = await findGroupByName(ctx, written);
    if (group === undefined) return;
    const { groups: words, commands } = ctx.texts;
    if (group.tagid === defaultGroup) return void (await ctx.reply(words.notInto));
    const target = { tagid: group.tagid, name: displayGroupName(group, ctx.texts) };
    const people =
      whom === '' ? { targets: peopleInRepliedMessage(ctx), unread: [] } : readPeopleIn(ctx, whom);
    const { targets, unread } = people;
    if (targets.length + unread.length === 0) return void (await ctx.reply(words.addWhom(target.name)));
    if (targets.length === 1 && unread.length === 0) return addOne(ctx, target, people);
    if (targets.length === 0) return void (await ctx.reply(commands.whom.unread(quotePieces(unread))));
    const found = await resolvePeople(ctx, bilibili, people);
    if (found)
      await moveBetweenGroups(
        ctx,
        { to: target.tagid, toName: target.name },
        asPeople(found.mids),
        found.unread,
      );
  };

  /** When several people match, the user picks one. */
  async function addOne(
    ctx: BotContext,
    group: GroupShortcut,
    { targets: [target] }: PeopleInText,
  ): Promise<void> {
    if (target === undefined) return;
    const { session } = await ctx.account();
    const resolved = await resolvePerson({ session, bilibili, signal: ctx.signal }, target);
    if (resolved.kind !== 'person') {
      const { user } = chatUserOf(ctx);
      await lastGroups.remember(ctx, group);
      return replyUnresolved(ctx, target, resolved, (mid) => ({
        kind: 'personInto',
        user,
        mid,
        group: group.tagid,
      }));
    }
    await moveBetweenGroups(ctx, { to: group.tagid, toName: group.name }, asPeople([resolved.mid]));
  }
}

function asPeople(mids: readonly number[]): { mid: number }[] {
  return [...new Set(mids)].map((mid) => ({ mid }));
}
