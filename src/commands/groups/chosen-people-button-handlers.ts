import { defaultGroup, specialGroup } from '../../api/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import type { AnyCallbackHandlers } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { editOrSendNew } from '../../bot/messages.ts';
import { pageButtons, rowsOnPage } from '../../bot/pagination.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import { readGroups } from '../../people/manage-groups.ts';
import { pageRows } from '../../people/page-arithmetic.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { ListPanel, OfList } from '../lists/list-panel-state.ts';
import type { ListPanels } from '../lists/open-lists.ts';
import { displayGroupName } from '../names-and-profile-links.ts';
import type { MoveBetweenGroups, NamedShift } from './move-between-groups.ts';

export interface ChosenPeopleDeps {
  listPanels: ListPanels;
  moveBetweenGroups: MoveBetweenGroups;
  jobProposals: JobProposals;
}

/** Handlers of the buttons that put people chosen in a list into groups, or take them out. */
export function groupChosenPeopleCallbacks({
  listPanels,
  moveBetweenGroups,
  jobProposals,
}: ChosenPeopleDeps) {
  /** Shows the groups to choose from, with one request; the chosen people stay with the panel. */
  async function pick(ctx: BotContext, callback: CallbackOf<'listGroups'>): Promise<void> {
    const panel = await listPanels.findPanel(ctx, callback);
    if (panel === undefined) return;
    const { groups: words, lists: listWords, common } = ctx.texts;
    if (panel.chosen.length === 0) return void (await ctx.reply(listWords.nobodyChosen));
    const { session } = await ctx.account();
    const home = groupOfList(callback);
    const groups = await readGroups(session, ctx.signal);
    const targets = groups.filter(({ tagid }) => tagid !== defaultGroup && tagid !== home);
    const shown = rowsOnPage(targets, callback.page, pageRows);
    const { list, of, user, how } = callback;
    const ofList = { list, of, user };
    const ask =
      how === 'follow'
        ? words.pickFollow
        : how === 'copy'
          ? words.pickCopy
          : home === undefined
            ? words.pickMoveAll
            : words.pickMove;
    await editOrSendNew(ctx, {
      text: targets.length > 0 ? ask(formatCount(panel.chosen.length)) : words.noTarget,
      keyboard: [
        ...shown.rows.map((group) => [
          callbackButton(displayGroupName(group, ctx.texts), {
            kind: 'listInto',
            ...ofList,
            how,
            group: group.tagid,
          }),
        ]),
        ...pageButtons(shown, (to) => ({ ...callback, page: to })),
        [callbackButton(common.cancel, { kind: 'listPage', ...ofList, page: panel.page })],
      ],
    });
  }

  return {
    listGroups: pick,
    listInto: (ctx, callback) =>
      listPanels.onChosen(ctx, callback, async (people, panel) => {
        const target = { to: callback.group, toName: pressedLabel(ctx) };
        if (callback.how === 'follow') {
          const intoGroup = people.map((person) => ({ ...person, groups: [callback.group] }));
          await jobProposals.propose(ctx, { action: 'follow', people: intoGroup });
          return 'later';
        }
        const shift = callback.how === 'copy' ? target : { ...shiftOutOfList(panel, ctx.texts), ...target };
        return moveBetweenGroups(ctx, shift, people);
      }),
    listOutOf: (ctx, callback) =>
      listPanels.onChosen(ctx, callback, (people, panel) =>
        moveBetweenGroups(ctx, shiftOutOfList(panel, ctx.texts), people),
      ),
  } satisfies AnyCallbackHandlers;
}

/** The group a list belongs to; `undefined` for lists with people of any group. */
function groupOfList({ list, of }: Pick<OfList, 'list' | 'of'>): number | undefined {
  if (list === 'special') return specialGroup;
  return list === 'group' ? of : undefined;
}

function shiftOutOfList(panel: ListPanel, texts: Texts): NamedShift {
  const from = groupOfList(panel);
  if (from === undefined) return { from: 'all' };
  return { from, fromName: displayGroupName({ tagid: from, name: panel.text ?? '' }, texts) };
}

/** The name of the chosen group, taken from the pressed button, since the groups were just read. */
function pressedLabel({ callbackQuery }: BotContext): string {
  const buttons = callbackQuery?.message?.reply_markup?.inline_keyboard.flat() ?? [];
  const pressed = buttons.find(
    (button) => 'callback_data' in button && button.callback_data === callbackQuery?.data,
  );
  return pressed?.text ?? '';
}
