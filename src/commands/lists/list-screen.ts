import { FormattedString } from '@grammyjs/parse-mode';
import { reaches } from '../../people/following-sources.ts';
import { profileLink } from '../person/person-card.ts';
import { groupName } from '../groups/group-name.ts';
import type { Reader } from '../../bot/viewer.ts';
import type { Content } from '../../bot/messages.ts';
import type { Texts } from '../../bot/text/index.ts';
import { oneLine } from '../../bot/text/safe.ts';
import { count, day, moment } from '../../bot/text/times.ts';
import { listKeyboard, refreshKeyboard } from './list-keyboard.ts';
import { extentOf, isOwn, mostChosen, type Panel } from './panel-state.ts';
import { type NumberedRow, numberedRows } from './numbered-rows.ts';

/** A page of a list as a message: its rows as text, each with a button, and the ways on. */
export function drawPanel(panel: Panel, reader: Reader): Content {
  const { texts, timezone } = reader;
  const { block } = panel;
  if (block === undefined || block.rows.length === 0)
    return { text: emptyText(panel, reader), keyboard: refreshKeyboard(panel, reader) };
  const rows = numberedRows(panel, reader);
  const lines = [
    titleLine(panel, reader),
    ...plain(standing(panel, texts)),
    ...plain(['']),
    ...rows.map((row) => rowLine(row, timezone)),
    ...plain(['', texts.lists.readAt(moment(block.readAt, timezone))]),
    ...plain(panel.selecting ? selection(panel, texts) : []),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: listKeyboard(panel, rows, reader) };
}

/** An empty group is a panel like any other: it can still be renamed or deleted. */
function emptyText(panel: Panel, reader: Reader): FormattedString {
  const words = new FormattedString(emptyWords(panel, reader));
  return panel.list === 'group' ? FormattedString.join([titleLine(panel, reader), words], '\n') : words;
}

/** What is said of a list that has nobody in it. */
export function emptyWords(panel: Panel, { texts: { lists }, guest }: Reader): string {
  const { list } = panel;
  if (list === 'common') return lists.noneOfTheirs.common;
  if ((list === 'fans' || list === 'following') && (guest || !isOwn(panel))) return lists.noneOfTheirs[list];
  return lists.none[list];
}

function titleLine(panel: Panel, { texts, guest, host }: Reader): FormattedString {
  const { lists, card } = texts;
  const { list, of, text = '' } = panel;
  if (list === 'group')
    return FormattedString.bold(lists.own.group(groupName({ tagid: of, name: text }, texts)));
  if (isOwn(panel) && list !== 'common' && !guest)
    return FormattedString.bold(lists.own[list](oneLine(text)));
  const who = host !== undefined && of === panel.account ? host : `${card.mid} ${of}`;
  const title = lists.theirs[list === 'fans' || list === 'common' ? list : 'following'];
  return FormattedString.bold(FormattedString.link(title(who), profileLink(of)));
}

/** How many there are, how many of them the site shows, and who said so. */
function standing(panel: Panel, { lists }: Texts): string[] {
  const { total, list } = panel;
  const source = panel.block?.source;
  const { end } = extentOf(panel);
  const cut = total !== undefined && end < total;
  if (cut && list === 'fans' && isOwn(panel)) return [lists.newest(count(end), count(total))];
  return [
    total === undefined ? lists.noTotal : lists.total(count(total)),
    ...(source ? [lists.source[source](count(reaches[source]))] : []),
    ...(cut && (source === undefined || end !== reaches[source]) ? [lists.first(count(end))] : []),
  ];
}

function rowLine({ number, mid, name, signs, at }: NumberedRow, timezone: string): FormattedString {
  const after = `${signs && ` ${signs}`}${at ? ` · ${day(at * 1000, timezone)}` : ''}`;
  return FormattedString.join(
    [
      new FormattedString(`${number}. `),
      FormattedString.link(name, profileLink(mid)),
      new FormattedString(after),
    ],
    '',
  );
}

function selection({ chosen }: Panel, { lists }: Texts): string[] {
  const full = chosen.length === mostChosen;
  return [lists.chosen(count(chosen.length)), ...(full ? [lists.mostChosen] : [])];
}

function plain(lines: readonly string[]): FormattedString[] {
  return lines.map((line) => new FormattedString(line));
}
