import { cardOf } from '../person/show-person.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { groupName } from './group-name.ts';
import { groupByName } from './group-by-name.ts';
import { chosenPresses } from './chosen-people.ts';
import type { EditGroups } from './edit-group.ts';
import { leadingHome, orHome, showGroups } from './show-groups.ts';
import type { PersonGroups } from './check-boxes.ts';
import type { Regroup } from './regroup.ts';
import { readWritten } from './text-forms.ts';
import { pressButton } from '../../bot/keyboards.ts';
import type { Lists } from '../lists/list-panels.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import { send } from '../../bot/messages.ts';
import { isOwnGroup } from '../../people/groups.ts';

/** What the groups are handled with. */
export interface GroupsDeps {
  lists: Lists;
  edits: EditGroups;
  person: PersonGroups;
  regroup: Regroup;
  /** `/groups add`: the name of the group as it was written, and the people. */
  add(ctx: BotContext, name: string, whom: string): Promise<void>;
}

/** `/groups`: the list of groups, their members, what can be done with both; and the groups of a person. */
export function groups({ lists, edits, person, regroup, add }: GroupsDeps): Feature {
  /** Does something to the group that is called so, unless it is one of Bilibili's own. */
  async function own(
    ctx: BotContext,
    name: string,
    work: (group: NonNullable<Awaited<ReturnType<typeof groupByName>>>) => Promise<unknown>,
  ): Promise<void> {
    const group = await groupByName(ctx, name);
    if (group === undefined) return;
    if (isOwnGroup(group.tagid)) await work(group);
    else await ctx.reply(ctx.texts.groups.fixed(groupName(group, ctx.texts)));
  }

  async function run(ctx: BotContext, argument: string): Promise<void> {
    await ctx.account();
    const written = readWritten(argument);
    switch (written?.form) {
      case undefined:
        return void (await ctx.reply(ctx.texts.groups.usage));
      case 'list':
        return showGroups(ctx);
      case 'new':
        return void (await edits.create(ctx, written.name));
      case 'rename':
        return own(ctx, written.name, (group) => edits.rename(ctx, group, written.other));
      case 'delete':
        return own(ctx, written.name, (group) => edits.askDelete(ctx, group));
      case 'add':
        return orHome(ctx, () => add(ctx, written.name, written.whom));
    }
  }

  /** The card of a member, with the way back to the page; the list stays where it is. */
  async function showMember(ctx: BotContext, { group, page, mid }: PressOf<'groupRow'>): Promise<void> {
    const card = await cardOf(ctx, mid);
    const { user } = placeOf(ctx);
    const back = pressButton(ctx.texts.groups.buttons.toList, { kind: 'group', user, group, page });
    await send(ctx, { ...card, keyboard: [...(card.keyboard ?? []), [back]] });
  }

  return {
    commands: [{ name: 'groups', theme: 'people', inGroups: 'owner', run }],
    presses: {
      ...leadingHome({
        groups: { run: (ctx, { page }) => showGroups(ctx, { page }) },
        group: { run: (ctx, { group, page }) => lists.openHere(ctx, { list: 'group', of: group }, page) },
        groupRow: { run: showMember },
        ...edits.presses,
        ...chosenPresses({ lists, regroup }),
      }),
      ...person.presses,
    },
    questions: edits.questions,
  };
}
