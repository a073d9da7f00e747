import { FormattedString } from '@grammyjs/parse-mode';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { fillText, type Text } from '../../bot/text/fill-text.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { localMoment } from '../../bot/text/format-times.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { Viewer } from '../../bot/viewer.ts';
import { reaches } from '../../people/read-their-following.ts';
import { displayGroupName, linkToPerson, nameOrUid } from '../names-and-profile-links.ts';
import { describeFilter } from './filter-and-sort-screens.ts';
import { emptyListKeyboard, listKeyboard } from './list-keyboard.ts';
import {
  firstRowNotShown,
  isFiltered,
  isFilteredOrSorted,
  isOwnList,
  type ListPanel,
  mostChosen,
  type OfList,
  sortOf,
} from './list-panel-state.ts';
import { type NumberedRow, numberedRows } from './numbered-rows.ts';

/**
 * Draws a page of a list: a button per row, and the other buttons. Rows appear in the text only where buttons
 * do not show them.
 * @param notes notes on people, by mid
 */
export function drawListPanel(
  panel: ListPanel,
  viewer: Viewer,
  notes?: ReadonlyMap<number, string>,
): Content {
  const { texts, timezone } = viewer;
  const { block } = panel;
  if (block === undefined || block.rows.length === 0)
    return { text: emptyText(panel, viewer), keyboard: emptyListKeyboard(panel, viewer) };
  const rows = numberedRows(panel, viewer, notes);
  const lines = [
    titleLine(panel, viewer),
    ...countLines(panel, viewer),
    ...(viewer.shortLabels ? ['', ...rows.map((row) => rowLine(row, viewer)), ''] : []),
    fillText(texts.lists.readAt, localMoment(block.readAt, timezone)),
    ...(panel.selecting ? chosenLines(panel, texts) : []),
  ];
  return { text: FormattedString.join(lines, '\n'), keyboard: listKeyboard(panel, rows, viewer) };
}

/**
 * Draws the message for a forgotten list, with a button that opens it again; a search must be typed again.
 */
export function drawListForgotten({ texts: { lists } }: Pick<Viewer, 'texts'>, list: OfList): Content {
  return list.list === 'search' ? { text: lists.oldSearch } : drawOpenAgain(lists.old, lists.openAgain, list);
}

/** Draws the message for a list whose reading was stopped. */
export function drawReadingStopped({ texts: { lists } }: Pick<Viewer, 'texts'>, list: OfList): Content {
  return drawOpenAgain(lists.reading.stopped, lists.openAgain, list);
}

function drawOpenAgain(text: string, label: string, { user, list, of }: OfList): Content {
  return { text, keyboard: [[callbackButton(label, { kind: 'listFresh', user, list, of }, 'primary')]] };
}

/** An empty group keeps its panel, so that it can be renamed or deleted. */
function emptyText(panel: ListPanel, viewer: Viewer): Text {
  const words = emptyListText(panel, viewer);
  return panel.list === 'group' ? FormattedString.join([titleLine(panel, viewer), words], '\n') : words;
}

/** Text of a list with nobody in it, or nobody who passes the filter. */
export function emptyListText(panel: ListPanel, viewer: Viewer): string {
  const { texts, guest } = viewer;
  const { lists } = texts;
  const { list, text = '' } = panel;
  if (isFiltered(panel)) return [...countLines(panel, viewer), lists.noneFound].join('\n');
  if (list === 'common') return lists.noneOfTheirs.common;
  if (list === 'search') return lists.none.search(oneLine(text));
  if ((list === 'fans' || list === 'following') && (guest || !isOwnList(panel)))
    return lists.noneOfTheirs[list];
  return lists.none[list];
}

function titleLine(panel: ListPanel, { texts, guest, host }: Viewer): FormattedString {
  const { lists } = texts;
  const { list, of, text = '' } = panel;
  if (list === 'group')
    return FormattedString.bold(lists.own.group(displayGroupName({ tagid: of, name: text }, texts)));
  if (isOwnList(panel) && list !== 'common' && !guest)
    return FormattedString.bold(lists.own[list](oneLine(text)));
  const who = host !== undefined && of === panel.account ? host : nameOrUid(text, of, texts);
  const title = lists.theirs[list === 'fans' || list === 'common' ? list : 'following'];
  return FormattedString.bold(linkToPerson(title(who), of));
}

/** How many people there are, how many Bilibili shows, and where the number is from. */
function countLines(panel: ListPanel, viewer: Viewer): string[] {
  const { lists, notes } = viewer.texts;
  if (isFilteredOrSorted(panel)) return filterLines(panel, viewer);
  const { total, list, noted = [] } = panel;
  const source = panel.block?.source;
  const end = firstRowNotShown(panel);
  const cut = total !== undefined && end < total;
  if (cut && list === 'fans' && isOwnList(panel)) return [lists.newest(formatCount(end), formatCount(total))];
  return [
    total === undefined ? lists.noTotal : lists.total(formatCount(total)),
    ...(noted.length > 0 ? [notes.found(formatCount(noted.length))] : []),
    ...(source ? [lists.source[source](formatCount(reaches[source]))] : []),
    ...(cut && (source === undefined || end !== reaches[source]) ? [lists.first(formatCount(end))] : []),
  ];
}

/** The filter, how many people pass it, and among how many. */
function filterLines(panel: ListPanel, { texts, timezone }: Viewer): string[] {
  const { lists } = texts;
  const { filter, total = 0, searched, list } = panel;
  const sort = sortOf(panel);
  const { read = 0, total: of = read } = searched ?? {};
  const [found, among, all] = [total, read, of].map(formatCount) as [string, string, string];
  const isWhole = read >= of;
  const countFound = () => {
    if (isWhole) return lists.found(found, among);
    return list === 'fans'
      ? lists.foundAmongNewest(found, among, all)
      : lists.foundAmongShown(found, among, all);
  };
  const countAll = () => {
    if (isWhole) return [lists.total(all)];
    return list === 'fans' ? [lists.newest(among, all)] : [lists.total(all), lists.first(among)];
  };
  return [
    ...(filter && filter.only.length > 0 ? [lists.filtered(describeFilter(filter, texts, timezone))] : []),
    ...(sort === 'time' ? [] : [lists.sorted(lists.sorts[sort])]),
    ...(isFiltered(panel) ? [countFound()] : countAll()),
  ];
}

function rowLine({ number, mid, name, note, signs, facts }: NumberedRow, { texts }: Viewer): FormattedString {
  const known = facts.map((fact) => ` · ${fact}`).join('');
  const after = `${note && texts.notes.after(note)}${signs && ` ${signs}`}${known}`;
  return FormattedString.join([`${number}. `, linkToPerson(name, mid), after]);
}

function chosenLines({ chosen }: ListPanel, { lists }: Texts): string[] {
  const full = chosen.length === mostChosen;
  return [lists.chosen(formatCount(chosen.length)), ...(full ? [lists.mostChosen] : [])];
}
