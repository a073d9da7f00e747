import type { InlineKeyboardButton } from 'grammy/types';
import { defaultGroup } from '../../people/group-sets.ts';
import { isOwnGroup } from '../../people/groups.ts';
import { movesFrom, pagesOf } from '../../people/paging.ts';
import { type Keyboard, pressButton } from '../../bot/keyboards.ts';
import type { PressOf } from '../../bot/callback-data.ts';
import type { Reader } from '../../bot/viewer.ts';
import type { ChosenAction } from './chosen-action.ts';
import { extentOf, isOwn, type Panel } from './panel-state.ts';
import type { NumberedRow } from './numbered-rows.ts';

/** The buttons under a list: its rows, the pages, and what else it can do. */
export function listKeyboard(panel: Panel, rows: readonly NumberedRow[], reader: Reader): Keyboard {
  return [
    ...rows.map((row) => [panel.selecting ? tickButton(row, panel, reader) : rowButton(row, panel, reader)]),
    turning(panel, reader),
    ...(reader.guest
      ? [[refreshButton(panel, reader)]]
      : panel.selecting
        ? selecting(panel, reader)
        : browsing(panel, reader)),
  ];
}

/** Under a list without people there is only the way to look again, and what can be done with an empty group. */
export function refreshKeyboard(panel: Panel, reader: Reader): Keyboard {
  return [[refreshButton(panel, reader)], ...ofGroup(panel, reader)];
}

function rowButton(row: NumberedRow, { list, of, page }: Panel, { user }: Reader): InlineKeyboardButton {
  const { mid } = row;
  if (list === 'group') return pressButton(label(row), { kind: 'groupRow', user, group: of, page, mid });
  return pressButton(label(row), { kind: 'listRow', user, mid });
}

function tickButton(row: NumberedRow, panel: Panel, reader: Reader): InlineKeyboardButton {
  const box = panel.chosen.includes(row.mid) ? '☑' : '☐';
  return pressButton(`${box} ${label(row)}`, { kind: 'listTick', ...of(panel, reader), mid: row.mid });
}

function label({ number, name, signs }: NumberedRow): string {
  return `${number}. ${name}${signs && ` ${signs}`}`;
}

/** ‹ n/m › and the leaps; a list of ten pages or fewer needs none of those. */
function turning(panel: Panel, reader: Reader): InlineKeyboardButton[] {
  const extent = extentOf(panel);
  const { pages, open } = pagesOf(extent);
  const moves = movesFrom(panel.page, extent);
  const to = (text: string, page: number | undefined): InlineKeyboardButton =>
    page === undefined ? disabled(text) : pressButton(text, { kind: 'listPage', ...of(panel, reader), page });
  const long = pages > 10;
  return [
    ...(long ? [to('-10', moves.back)] : []),
    to('‹', moves.previous),
    disabled(`${panel.page}/${pages}${open ? '+' : ''}`),
    to('›', moves.next),
    ...(long ? [to('+10', moves.ahead)] : []),
  ];
}

function browsing(panel: Panel, reader: Reader): Keyboard {
  const { lists } = reader.texts;
  const mine = panel.list === 'following' && isOwn(panel);
  return [
    ...(mine || panel.list === 'group' ? [orders(panel, reader)] : []),
    [
      ...(mine ? [pressButton(lists.search, { kind: 'listSearch', user: reader.user })] : []),
      pressButton(lists.select, { kind: 'listSelect', ...of(panel, reader), on: 'yes' }),
      refreshButton(panel, reader),
    ],
    ...ofGroup(panel, reader),
  ];
}

/** What can be done with the group whose list it is, and the way back to all of them. */
function ofGroup({ list, of: group }: Panel, { texts, user }: Reader): Keyboard {
  if (list !== 'group') return [];
  const { buttons } = texts.groups;
  const own = [
    pressButton(buttons.rename, { kind: 'groupRename', user, group }),
    pressButton(buttons.remove, { kind: 'groupDelete', user, group }, 'danger'),
  ];
  return [
    ...(isOwnGroup(group) ? [own] : []),
    [pressButton(buttons.toGroups, { kind: 'groups', user, page: 1 })],
  ];
}

function orders(panel: Panel, reader: Reader): InlineKeyboardButton[] {
  const { order: now = 'recent' } = panel;
  return (['recent', 'visited'] as const).map((order) => {
    const text = reader.texts.lists[order];
    return order === now
      ? disabled(`● ${text}`)
      : pressButton(text, { kind: 'listOrder', ...of(panel, reader), order });
  });
}

function selecting(panel: Panel, reader: Reader): Keyboard {
  const { lists, card } = reader.texts;
  const act = (action: ChosenAction): InlineKeyboardButton =>
    panel.chosen.length === 0
      ? disabled(card.buttons[action])
      : pressButton(
          card.buttons[action],
          { kind: 'listAct', ...of(panel, reader), action },
          action === 'kick' || action === 'block' ? 'danger' : undefined,
        );
  // Who is on the blacklist follows nobody and is followed by nobody here; who is in a group is followed.
  const bar = panel.list === 'blacks' ? ([['unblock']] as const) : panel.list === 'group' ? [] : actionRows;
  return [
    [
      pressButton(lists.page, { kind: 'listTickPage', ...of(panel, reader) }),
      pressButton(lists.leaveSelect, { kind: 'listSelect', ...of(panel, reader), on: 'no' }),
    ],
    ...bar.map((row) => row.map(act)),
    ...(canShift(panel) ? shifting(panel, reader) : []),
    ...(panel.list === 'group' ? [[...leaving(panel, reader), act('unfollow')]] : []),
  ];
}

/** Whether there may be people in this list whom one follows. */
function canShift(panel: Panel): boolean {
  return isOwn(panel) && panel.list !== 'blacks' && panel.list !== 'whispers';
}

function shifting(panel: Panel, reader: Reader): Keyboard {
  const { buttons } = reader.texts.groups;
  return [
    (['move', 'copy'] as const).map((how) =>
      panel.chosen.length === 0
        ? disabled(buttons[how])
        : pressButton(buttons[how], { kind: 'listGroups', ...of(panel, reader), how, page: 1 }),
    ),
  ];
}

/** Nobody leaves the default group but for another one. */
function leaving(panel: Panel, reader: Reader): InlineKeyboardButton[] {
  const { out } = reader.texts.groups.buttons;
  if (panel.of === defaultGroup) return [];
  return [
    panel.chosen.length === 0 ? disabled(out) : pressButton(out, { kind: 'listOutOf', ...of(panel, reader) }),
  ];
}

const actionRows = [
  ['follow', 'unfollow'],
  ['kick', 'block'],
] as const;

function refreshButton(panel: Panel, reader: Reader): InlineKeyboardButton {
  return pressButton(reader.texts.lists.refresh, { kind: 'listFresh', ...of(panel, reader) });
}

function of({ list, of }: Panel, { user }: Reader): Pick<PressOf<'listFresh'>, 'user' | 'list' | 'of'> {
  return { user, list, of };
}

/** It shows something and does nothing (Bot API 10.3). */
function disabled(text: string): InlineKeyboardButton {
  return { text, disabled: {} };
}
