import type { InlineKeyboardButton } from 'grammy/types';
import { movesFrom, pagesOf } from '../../people/paging.ts';
import type { Reader } from '../card.ts';
import { type Keyboard, pressButton } from '../keyboards.ts';
import type { PressOf } from '../press.ts';
import type { ChosenAction } from './chosen.ts';
import { extentOf, isOwn, type Panel } from './panel.ts';
import type { NumberedRow } from './rows.ts';

/** The buttons under a list: its rows, the pages, and what else it can do. */
export function listKeyboard(panel: Panel, rows: readonly NumberedRow[], reader: Reader): Keyboard {
  return [
    ...rows.map((row) => [panel.selecting ? tickButton(row, panel, reader) : rowButton(row, reader)]),
    turning(panel, reader),
    ...(panel.selecting ? selecting(panel, reader) : browsing(panel, reader)),
  ];
}

/** Under a list without people there is only the way to look again. */
export function refreshKeyboard(panel: Panel, reader: Reader): Keyboard {
  return [[refreshButton(panel, reader)]];
}

function rowButton(row: NumberedRow, { user }: Reader): InlineKeyboardButton {
  return pressButton(label(row), { kind: 'listRow', user, mid: row.mid });
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
    ...(mine ? [orders(panel, reader)] : []),
    [
      ...(mine ? [pressButton(lists.search, { kind: 'listSearch', user: reader.user })] : []),
      pressButton(lists.select, { kind: 'listSelect', ...of(panel, reader), on: 'yes' }),
      refreshButton(panel, reader),
    ],
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
  // Who is on the blacklist follows nobody and is followed by nobody here.
  const bar = panel.list === 'blacks' ? ([['unblock']] as const) : actionRows;
  return [
    [
      pressButton(lists.page, { kind: 'listTickPage', ...of(panel, reader) }),
      pressButton(lists.leaveSelect, { kind: 'listSelect', ...of(panel, reader), on: 'no' }),
    ],
    ...bar.map((row) => row.map(act)),
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
