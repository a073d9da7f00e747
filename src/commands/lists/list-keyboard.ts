import type { InlineKeyboardButton } from 'grammy/types';
import { defaultGroup } from '../../api/index.ts';
import type { Callback, CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, disabledButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { filtersOf } from '../../people/filter-and-sort-rows.ts';
import { isOwnGroup } from '../../people/manage-groups.ts';
import { movesFrom, pagesOf } from '../../people/page-arithmetic.ts';
import { groupMoveButtons } from '../groups/groups-screen.ts';
import {
  extentOfPanel,
  isFilteredOrSorted,
  isOwnList,
  type ListPanel,
  type OfList,
} from './list-panel-state.ts';
import { type NumberedRow, rowLabel } from './numbered-rows.ts';

/** The buttons under a list: its rows, pages, and actions. */
export function listKeyboard(panel: ListPanel, rows: readonly NumberedRow[], viewer: Viewer): Keyboard {
  return [
    ...rows.map((row) => [panel.selecting ? tickButton(row, panel, viewer) : rowButton(row, panel, viewer)]),
    pageButtons(panel, viewer),
    ...(viewer.guest
      ? [[refreshButton(panel, viewer)]]
      : panel.selecting
        ? selectionRows(panel, viewer)
        : browsingRows(panel, viewer)),
  ];
}

/** The buttons under an empty list: refresh, and the actions on an empty group. */
export function emptyListKeyboard(panel: ListPanel, viewer: Viewer): Keyboard {
  return [
    ...(isFilteredOrSorted(panel) ? [filterAndSortButtons(panel, viewer)] : []),
    [refreshButton(panel, viewer)],
    ...groupRows(panel, viewer),
  ];
}

/** In an unfiltered group, the card gets a button back to this page. */
function rowButton(row: NumberedRow, panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  const { mid } = row;
  const { list, of, page } = panel;
  const { user } = viewer;
  const fromGroup = list === 'group' && !isFilteredOrSorted(panel);
  return callbackButton(
    rowLabel(row, viewer),
    fromGroup ? { kind: 'groupRow', user, group: of, page, mid } : { kind: 'listRow', user, mid },
  );
}

function tickButton(row: NumberedRow, panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  const box = panel.chosen.includes(row.mid) ? '☑' : '☐';
  const callback = { kind: 'listTick', ...listKey(panel, viewer), mid: row.mid } as const;
  return callbackButton(`${box} ${rowLabel(row, viewer)}`, callback);
}

/** ‹ n/m › and jumps by ten, which short lists do not have. Pressing n/m asks for a page. */
function pageButtons(panel: ListPanel, viewer: Viewer): InlineKeyboardButton[] {
  const extent = extentOfPanel(panel);
  const { pages, open } = pagesOf(extent, panel.page);
  const moves = movesFrom(panel.page, extent);
  const to = (text: string, page: number | undefined): InlineKeyboardButton =>
    page === undefined
      ? disabledButton(text)
      : callbackButton(text, { kind: 'listPage', ...listKey(panel, viewer), page });
  const long = pages > 10;
  const place = `${panel.page}/${pages}${open ? '+' : ''}`;
  return [
    ...(long ? [to('-10', moves.back)] : []),
    to('‹', moves.previous),
    pages === 1 || viewer.guest
      ? disabledButton(place)
      : callbackButton(place, { kind: 'listAskPage', ...listKey(panel, viewer), pages }),
    to('›', moves.next),
    ...(long ? [to('+10', moves.ahead)] : []),
  ];
}

function browsingRows(panel: ListPanel, viewer: Viewer): Keyboard {
  const { lists } = viewer.texts;
  const mine = panel.list === 'following' && isOwnList(panel);
  const canFilter = isOwnList(panel) && filtersOf(panel.list).length > 0;
  const hasOrders = (mine || panel.list === 'group') && !isFilteredOrSorted(panel);
  return [
    ...(hasOrders ? [orderButtons(panel, viewer)] : []),
    ...(canFilter ? [filterAndSortButtons(panel, viewer)] : []),
    [
      ...(mine ? [callbackButton(lists.search, { kind: 'listSearch', user: viewer.user })] : []),
      callbackButton(lists.select, { kind: 'listSelect', ...listKey(panel, viewer), on: 'yes' }),
      refreshButton(panel, viewer),
    ],
    ...groupRows(panel, viewer),
  ];
}

/** Buttons for filter and order. */
function filterAndSortButtons(panel: ListPanel, viewer: Viewer): InlineKeyboardButton[] {
  const { lists } = viewer.texts;
  return [
    callbackButton(lists.filter, { kind: 'listFilter', ...listKey(panel, viewer) }),
    callbackButton(lists.sort, { kind: 'listSort', ...listKey(panel, viewer), by: 'choose' }),
  ];
}

/** Actions on the group of this list, and a button back to all groups. */
function groupRows({ list, of: group }: ListPanel, { texts, user }: Viewer): Keyboard {
  if (list !== 'group') return [];
  const { buttons } = texts.groups;
  const own = [
    callbackButton(buttons.rename, { kind: 'groupRename', user, group }),
    callbackButton(buttons.remove, { kind: 'groupDelete', user, group }, 'danger'),
  ];
  return [
    ...(isOwnGroup(group) ? [own, groupMoveButtons(group, { texts, user })] : []),
    [callbackButton(buttons.toGroups, { kind: 'groups', user, page: 1 })],
  ];
}

function orderButtons(panel: ListPanel, viewer: Viewer): InlineKeyboardButton[] {
  const { order: now = 'recent' } = panel;
  return (['recent', 'visited'] as const).map((order) => {
    const text = viewer.texts.lists[order];
    return order === now
      ? disabledButton(`● ${text}`)
      : callbackButton(text, { kind: 'listOrder', ...listKey(panel, viewer), order });
  });
}

function selectionRows(panel: ListPanel, viewer: Viewer): Keyboard {
  const { lists, card, groups } = viewer.texts;
  const { list } = panel;
  const key = listKey(panel, viewer);
  const whenChosen = (label: string, callback: Callback, style?: 'danger') =>
    panel.chosen.length === 0 ? disabledButton(label) : callbackButton(label, callback, style);
  const act = (action: ChosenAction) =>
    whenChosen(
      card.buttons[action],
      { kind: 'listAct', ...key, action },
      action === 'kick' || action === 'block' ? 'danger' : undefined,
    );
  const into = (how: CallbackOf<'listGroups'>['how'], label: string) =>
    whenChosen(label, { kind: 'listGroups', ...key, how, page: 1 });
  const mayHoldFollowed = isOwnList(panel) && list !== 'blacks' && list !== 'whispers';
  const mayHoldStrangers = list === 'fans' || (list === 'following' && !isOwnList(panel));
  // People can leave the default group only for another one.
  const out =
    panel.of === defaultGroup ? [] : [whenChosen(groups.buttons.out, { kind: 'listOutOf', ...key })];
  return [
    [
      callbackButton(lists.page, { kind: 'listTickPage', ...key }),
      callbackButton(lists.upTo, { kind: 'listTickMany', ...key, which: 'upTo' }),
    ],
    [
      callbackButton(lists.all, { kind: 'listTickMany', ...key, which: 'all' }),
      callbackButton(lists.leaveSelect, { kind: 'listSelect', ...key, on: 'no' }),
    ],
    ...actionsOn(panel).map((row) => row.map(act)),
    ...(mayHoldFollowed ? [[into('move', groups.buttons.move), into('copy', groups.buttons.copy)]] : []),
    ...(mayHoldStrangers ? [[into('follow', lists.followInto)]] : []),
    ...(list === 'group' ? [[...out, act('unfollow')]] : []),
  ];
}

type ChosenAction = CallbackOf<'listAct'>['action'];

/** A blocked person neither follows nor is followed; a group holds only followed people. */
function actionsOn({ list }: ListPanel): ChosenAction[][] {
  if (list === 'blacks') return [['unblock']];
  return list === 'group'
    ? []
    : [
        ['follow', 'unfollow'],
        ['kick', 'block'],
      ];
}

function refreshButton(panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  return callbackButton(viewer.texts.lists.refresh, { kind: 'listFresh', ...listKey(panel, viewer) });
}

function listKey({ list, of }: ListPanel, { user }: Viewer): OfList {
  return { user, list, of };
}
