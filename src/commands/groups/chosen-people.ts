import { specialGroup } from '../../people/relation-change.ts';
import { defaultGroup } from '../../people/group-sets.ts';
import { readGroups } from '../../people/groups.ts';
import type { BotContext } from '../../bot/context.ts';
import type { PressHandlers } from '../../bot/feature.ts';
import { groupName } from './group-name.ts';
import { pressButton } from '../../bot/keyboards.ts';
import type { Lists, OfList } from '../lists/list-panels.ts';
import type { Panel } from '../lists/panel-state.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import { edit } from '../../bot/messages.ts';
import type { Texts } from '../../bot/text/index.ts';
import { count } from '../../bot/text/times.ts';
import { pageOf, turning } from './groups-screen.ts';
import type { NamedShift, Regroup } from './regroup.ts';

/** What can be done about groups with the people chosen in a list. */
export function chosenPresses({ lists, regroup }: { lists: Lists; regroup: Regroup }): PressHandlers {
  /** One request, for the groups to choose from; whom it is for stays with the panel. */
  async function pick(ctx: BotContext, press: PressOf<'listGroups'>): Promise<void> {
    const panel = await lists.pressedPanel(ctx, press);
    if (panel === undefined) return;
    const { groups: words, lists: listWords, common } = ctx.texts;
    if (panel.chosen.length === 0) return void (await ctx.reply(listWords.nobodyChosen));
    const { session } = await ctx.account();
    const home = homeOf(press);
    const groups = await readGroups(session, ctx.signal);
    const targets = groups.filter(({ tagid }) => tagid !== defaultGroup && tagid !== home);
    const { page, rows } = pageOf(targets, press.page);
    const { list, of, user, how } = press;
    const ask = how === 'copy' ? words.pickCopy : home === undefined ? words.pickMoveAll : words.pickMove;
    await edit(ctx, {
      text: targets.length > 0 ? ask(count(panel.chosen.length)) : words.noTarget,
      keyboard: [
        ...rows.map((group) => [
          pressButton(groupName(group, ctx.texts), {
            kind: 'listInto',
            list,
            of,
            user,
            how,
            group: group.tagid,
          }),
        ]),
        ...turning(targets.length, page, (to) => ({ ...press, page: to })),
        [pressButton(common.cancel, { kind: 'listPage', list, of, user, page: panel.page })],
      ],
    });
  }

  return {
    listGroups: { run: pick },
    listInto: {
      run: (ctx, press) =>
        lists.onChosen(ctx, press, (panel) => {
          const target = { to: press.group, toName: pressedLabel(ctx) };
          const shift = press.how === 'copy' ? target : { ...leaving(panel, ctx.texts), ...target };
          return regroup(ctx, shift, panel.chosen);
        }),
    },
    listOutOf: {
      run: (ctx, press) =>
        lists.onChosen(ctx, press, (panel) => regroup(ctx, leaving(panel, ctx.texts), panel.chosen)),
    },
  };
}

/** The group whose list it is; `undefined` for a list of people from any groups. */
function homeOf({ list, of }: Pick<OfList, 'list' | 'of'>): number | undefined {
  if (list === 'special') return specialGroup;
  return list === 'group' ? of : undefined;
}

function leaving(panel: Panel, texts: Texts): NamedShift {
  const from = homeOf(panel);
  if (from === undefined) return { from: 'all' };
  return { from, fromName: groupName({ tagid: from, name: panel.text ?? '' }, texts) };
}

/** The groups to choose from were read a moment ago, and the button that was pressed has the name of one. */
function pressedLabel({ callbackQuery }: BotContext): string {
  const buttons = callbackQuery?.message?.reply_markup?.inline_keyboard.flat() ?? [];
  const pressed = buttons.find(
    (button) => 'callback_data' in button && button.callback_data === callbackQuery?.data,
  );
  return pressed?.text ?? '';
}
