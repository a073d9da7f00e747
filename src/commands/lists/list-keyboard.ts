import type { InlineKeyboardButton } from 'grammy/types';
import { defaultGroup } from '../../api/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { callbackButton, type Keyboard } from '../../bot/keyboards.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { filtersOf } from '../../people/filter-and-sort-rows.ts';
import { isOwnGroup } from '../../people/manage-groups.ts';
import { movesFrom, pagesOf } from '../../people/page-arithmetic.ts';
import { groupMoveButtons } from '../groups/groups-screen.ts';
import { extentOfPanel, isFilteredOrSorted, isOwnList, type ListPanel } from './list-panel.ts';
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
  if (list === 'group' && !isFilteredOrSorted(panel))
    return callbackButton(rowLabel(row, viewer), { kind: 'groupRow', user, group: of, page, mid });
  return callbackButton(rowLabel(row, viewer), { kind: 'listRow', user, mid });
}

function tickButton(row: NumberedRow, panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  const box = panel.chosen.includes(row.mid) ? '☑' : '☐';
  return callbackButton(`${box} ${rowLabel(row, viewer)}`, {
    kind: 'listTick',
    ...listKey(panel, viewer),
    mid: row.mid,
  });
}

/** ‹ n/m › and jumps by ten, which short lists do not have. Pressing n/m asks for a page. */
function pageButtons(panel: ListPanel, viewer: Viewer): InlineKeyboardButton[] {
  const extent = extentOfPanel(panel);
  const { pages, open } = pagesOf(extent, panel.page);
  const moves = movesFrom(panel.page, extent);
  const to = (text: string, page: number | undefined): InlineKeyboardButton =>
    page === undefined
      ? disabled(text)
      : callbackButton(text, { kind: 'listPage', ...listKey(panel, viewer), page });
  const long = pages > 10;
  const place = `${panel.page}/${pages}${open ? '+' : ''}`;
  return [
    ...(long ? [to('-10', moves.back)] : []),
    to('‹', moves.previous),
    pages === 1 || viewer.guest
      ? disabled(place)
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
      ? disabled(`● ${text}`)
      : callbackButton(text, { kind: 'listOrder', ...listKey(panel, viewer), order });
  });
}

function selectionRows(panel: ListPanel, viewer: Viewer): Keyboard {
  const { lists, card } = viewer.texts;
  const act = (action: CallbackOf<'listAct'>['action']): InlineKeyboardButton =>
    panel.chosen.length === 0
      ? disabled(card.buttons[action])
      : callbackButton(
          card.buttons[action],
          { kind: 'listAct', ...listKey(panel, viewer), action },
          action === 'kick' || action === 'block' ? 'danger' : undefined,
        );
  // A blocked person neither follows nor is followed; a group holds only followed people.
  const bar = panel.list === 'blacks' ? ([['unblock']] as const) : panel.list === 'group' ? [] : actionRows;
  return [
    [
      callbackButton(lists.page, { kind: 'listTickPage', ...listKey(panel, viewer) }),
      callbackButton(lists.upTo, { kind: 'listTickMany', ...listKey(panel, viewer), which: 'upTo' }),
    ],
    [
      callbackButton(lists.all, { kind: 'listTickMany', ...listKey(panel, viewer), which: 'all' }),
      callbackButton(lists.leaveSelect, { kind: 'listSelect', ...listKey(panel, viewer), on: 'no' }),
    ],
    ...bar.map((row) => row.map(act)),
    ...(mayHoldFollowed(panel) ? moveAndCopyRows(panel, viewer) : []),
    ...(mayHoldStrangers(panel) ? [[followIntoGroupButton(panel, viewer)]] : []),
    ...(panel.list === 'group' ? [[...leaveGroupButtons(panel, viewer), act('unfollow')]] : []),
  ];
}

/** Whether the list may hold people the account follows. */
function mayHoldFollowed(panel: ListPanel): boolean {
  return isOwnList(panel) && panel.list !== 'blacks' && panel.list !== 'whispers';
}

/** Whether the list may hold people the account does not follow. */
function mayHoldStrangers(panel: ListPanel): boolean {
  return panel.list === 'fans' || (panel.list === 'following' && !isOwnList(panel));
}

function followIntoGroupButton(panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  const { followInto } = viewer.texts.lists;
  return panel.chosen.length === 0
    ? disabled(followInto)
    : callbackButton(followInto, { kind: 'listGroups', ...listKey(panel, viewer), how: 'follow', page: 1 });
}

function moveAndCopyRows(panel: ListPanel, viewer: Viewer): Keyboard {
  const { buttons } = viewer.texts.groups;
  return [
    (['move', 'copy'] as const).map((how) =>
      panel.chosen.length === 0
        ? disabled(buttons[how])
        : callbackButton(buttons[how], { kind: 'listGroups', ...listKey(panel, viewer), how, page: 1 }),
    ),
  ];
}

/** People can leave the default group only for another one. */
function leaveGroupButtons(panel: ListPanel, viewer: Viewer): InlineKeyboardButton[] {
  const { out } = viewer.texts.groups.buttons;
  if (panel.of === defaultGroup) return [];
  return [
    panel.chosen.length === 0
      ? disabled(out)
      : callbackButton(out, { kind: 'listOutOf', ...listKey(panel, viewer) }),
  ];
}

const actionRows = [
  ['follow', 'unfollow'],
  ['kick', 'block'],
] as const;

function refreshButton(panel: ListPanel, viewer: Viewer): InlineKeyboardButton {
  return callbackButton(viewer.texts.lists.refresh, { kind: 'listFresh', ...listKey(panel, viewer) });
}

function listKey(
  { list, of }: ListPanel,
  { user }: Viewer,
): Pick<CallbackOf<'listFresh'>, 'user' | 'list' | 'of'> {
  return { user, list, of };
}

/** A button that does nothing (Bot API 10.3). */
function disabled(text: string): InlineKeyboardButton {
  return { text, disabled: {} };
}
