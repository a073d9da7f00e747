import type { Group } from '../../api/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf, requireLogin } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { send, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { isOwnGroup, moveGroup } from '../../people/manage-groups.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { ListPanels } from '../lists/open-lists.ts';
import { displayGroupName } from '../names-and-profile-links.ts';
import { personCard } from '../person/read-and-draw-card.ts';
import { type AddByTextDeps, addPeopleByText } from './add-people-by-text.ts';
import { createGroupCheckBoxes, type GroupCheckBoxesDeps } from './check-boxes.ts';
import { groupChosenPeopleCallbacks } from './chosen-people-button-handlers.ts';
import { createEditGroups } from './create-rename-delete-groups.ts';
import { findGroupByName } from './find-group-by-name.ts';
import { drawGroupsScreen, showGroups } from './groups-screen.ts';
import { showGroupsIfGone, showGroupsWhenGone } from './handle-missing-group.ts';
import { createMoveBetweenGroups } from './move-between-groups.ts';
import { readGroupsArgument } from './read-groups-command.ts';

export interface GroupsDeps extends GroupCheckBoxesDeps {
  bilibili: AddByTextDeps['bilibili'];
  jobProposals: JobProposals;
  listPanels: ListPanels;
}

/** `/groups`: the list of groups, their members, actions on both, and the groups of a person. */
export function groupsFeature({
  bilibili,
  choices,
  jobProposals,
  lastGroups,
  listPanels,
  relationActions,
}: GroupsDeps) {
  const edits = createEditGroups(lastGroups);
  const checkBoxes = createGroupCheckBoxes({ choices, relationActions, lastGroups });
  const moveBetweenGroups = createMoveBetweenGroups({ jobProposals, checkBoxes, lastGroups });

  /** Runs `work` on the group of this name, unless it is one of Bilibili's own. */
  async function withOwnGroup(
    ctx: BotContext,
    name: string,
    work: (group: Group) => Promise<unknown>,
  ): Promise<void> {
    const group = await findGroupByName(ctx, name);
    if (group === undefined) return;
    if (isOwnGroup(group.tagid)) await work(group);
    else await ctx.reply(ctx.texts.groups.fixed(displayGroupName(group, ctx.texts)));
  }

  async function run(ctx: BotContext, argument: string): Promise<void> {
    await requireLogin(ctx);
    const written = readGroupsArgument(argument);
    switch (written?.form) {
      case undefined:
        return void (await ctx.reply(ctx.texts.groups.usage));
      case 'list':
        return showGroups(ctx);
      case 'new':
        return void (await edits.create(ctx, written.name));
      case 'rename':
        return withOwnGroup(ctx, written.name, (group) => edits.rename(ctx, group, written.other));
      case 'delete':
        return withOwnGroup(ctx, written.name, (group) => edits.askDelete(ctx, group));
      case 'add':
        return showGroupsIfGone(ctx, () =>
          addPeopleByText(ctx, written, { bilibili, moveBetweenGroups, lastGroups }),
        );
    }
  }

  /** Moves a group and shows the new order. */
  async function move(ctx: BotContext, { group, way }: CallbackOf<'groupMove'>): Promise<void> {
    const { session } = await ctx.account();
    const { groups, outcome } = await moveGroup(session, group, way, ctx.signal);
    const at = groups.findIndex(({ tagid }) => tagid === group);
    const name = displayGroupName(groups[at] ?? { tagid: group, name: '' }, ctx.texts);
    const own = groups.filter(({ tagid }) => isOwnGroup(tagid)).findIndex(({ tagid }) => tagid === group) + 1;
    const { ordered } = ctx.texts.groups;
    const headline = outcome === 'moved' ? ordered.moved(name, own) : ordered[outcome](name);
    const page = Math.ceil((at + 1) / pageRows);
    await showHere(ctx, drawGroupsScreen(groups, page, viewerOf(ctx), { headline, moved: group }));
  }

  /** Shows the card of a member, with a button back to the page; the list stays in its message. */
  async function showMember(ctx: BotContext, { group, page, mid }: CallbackOf<'groupRow'>): Promise<void> {
    const card = await personCard(ctx, mid);
    const { user } = chatUserOf(ctx);
    const back = callbackButton(ctx.texts.groups.buttons.toList, { kind: 'group', user, group, page });
    await send(ctx, { ...card, keyboard: [...(card.keyboard ?? []), [back]] });
  }

  return {
    commands: [{ name: 'groups', theme: 'people', inGroups: 'owner', run }],
    callbacks: {
      ...showGroupsWhenGone({
        groups: (ctx, { page }) => showGroups(ctx, { page }),
        group: (ctx, { group, page }) => listPanels.openHere(ctx, { list: 'group', of: group }, page),
        groupRow: showMember,
        groupMove: move,
        ...edits.callbacks,
        ...groupChosenPeopleCallbacks({ listPanels, moveBetweenGroups, jobProposals }),
      }),
      ...checkBoxes.callbacks,
    },
    questions: edits.questions,
  } satisfies Feature;
}
