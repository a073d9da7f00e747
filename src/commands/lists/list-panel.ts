import type { ListFilter, ListSort } from '../../people/filter-and-sort-rows.ts';
import { reachOfList, sureReachOf } from '../../people/list-reach.ts';
import type { ListRequest } from '../../people/list-selector.ts';
import { type LoadedRows, mostAtHand } from '../../people/loaded-rows.ts';
import { type Extent, rowsOn } from '../../people/paging.ts';
import { blockSize } from '../../people/read-list-block.ts';
import type { PanelRecord } from '../../storage/index.ts';

/** What a list in a chat shows: one page, out of the block of rows at hand. */
export type ListPanel = PanelRecord;
/** A row of a panel. */
export type ListPanelRow = NonNullable<ListPanel['block']>['rows'][number];

/** As many people are found by their notes at most. */
export const mostNoted = 1000;
/** As many can be chosen at once: as one request for a job may name. */
export const mostChosen = 20_000;

/** A panel that has read nothing yet. */
export function newListPanel(account: number, wanted: ListRequest): ListPanel {
  return { account, ...wanted, page: 1, refused: [], selecting: false, chosen: [] };
}

/** Whether it is the account's own list, and not another's or one that concerns another. */
export function isOwnList({ list, of, account }: ListPanel): boolean {
  return list === 'group' || (list !== 'common' && of === account);
}

/** Whether the panel has a filter, or an order that Bilibili does not offer. */
export function isFilteredOrSorted(panel: ListPanel): boolean {
  return panel.sort !== undefined || isFiltered(panel);
}

/** Whether the panel has a filter. */
export function isFiltered({ filter }: ListPanel): boolean {
  return (filter?.only.length ?? 0) > 0;
}

/** What the panel is filtered by; by nothing where nothing is said. */
export function filterOf({ filter }: ListPanel): ListFilter {
  return filter ?? { only: [] };
}

/** The order in which the panel shows people. */
export function sortOf({ sort }: ListPanel): ListSort {
  return sort ?? 'time';
}

/** What the panel knows of the list. */
export function extentOfPanel(panel: ListPanel): Extent {
  const { block, total, account, refused, reached = 0, end = Number.POSITIVE_INFINITY } = panel;
  const { start, from, next, rows } = loadedWindowOf(panel);
  const sure = sureReachOf(panel, account, refused, { rows: reached, source: block?.source });
  return { start, count: rows.length, from, next, total, end: Math.min(end, sure) };
}

/** The first row that the site will not show, as far as that is known. */
export function firstRowNotShown(panel: ListPanel): number {
  const { account, refused, end = Number.POSITIVE_INFINITY } = panel;
  return Math.min(end, reachOfList(panel, account, refused));
}

/** The rows at hand; none at the top of the list when nothing is. */
export function loadedWindowOf(panel: ListPanel): LoadedRows<ListPanelRow> {
  const { block } = panel;
  if (block === undefined) return { start: 0, from: 0, next: 0, rows: [] };
  const { start, rows } = block;
  const { from = start, next = start + blockSize(panel) } = block;
  return { start, from, next, rows };
}

/** The rows on the page shown. */
export function shownRows({ page, block }: ListPanel): ListPanelRow[] {
  return block ? rowsOn(page, block) : [];
}

/** The panel with its rows forgotten, to be read anew when it is next shown; who stood there is kept, to read on from. */
export function withoutRows(panel: ListPanel): ListPanel {
  const { block, total, end: _, reached: __, ...rest } = panel;
  if (block === undefined) return { ...rest, refused: [] };
  const { rows, ...window } = windowWithForgottenRows(panel);
  const mids = rows.slice(0, mostAtHand).map(({ mid }) => mid);
  return { ...rest, refused: [], place: { ...window, mids, ...(total !== undefined && { total }) } };
}

/** The people at hand, and beside them those whose rows were forgotten. */
export function windowWithForgottenRows(panel: ListPanel): LoadedRows<{ mid: number }> {
  const { start, from, next, rows } = loadedWindowOf(panel);
  const { place } = panel;
  if (place === undefined) return { start, from, next, rows };
  const { mids, ...where } = place;
  if (panel.block === undefined) return { ...where, rows: mids.map((mid) => ({ mid })) };
  const known = new Set(rows.map(({ mid }) => mid));
  const beside = (isThere: (row: number) => boolean) =>
    mids.filter((mid, index) => !known.has(mid) && isThere(place.start + index)).map((mid) => ({ mid }));
  const before = beside((row) => row < start);
  const after = beside((row) => row >= start + rows.length);
  return {
    start: start - before.length,
    from: Math.max(0, from - before.length),
    next: next + after.length,
    rows: [...before, ...rows, ...after],
  };
}

/** Chooses someone, or no longer. Beyond {@link mostChosen} nobody is added. */
export function toggleChosen(panel: ListPanel, mid: number): ListPanel {
  if (panel.chosen.includes(mid)) return { ...panel, chosen: panel.chosen.filter((one) => one !== mid) };
  return choose(panel, [mid]);
}

/** Chooses everyone on the page shown; when all of them are, nobody of it. */
export function toggleChosenPage(panel: ListPanel): ListPanel {
  const here = shownRows(panel).map(({ mid }) => mid);
  if (here.every((mid) => panel.chosen.includes(mid)))
    return { ...panel, chosen: panel.chosen.filter((mid) => !here.includes(mid)) };
  return choose(panel, here);
}

/** Chooses these people, too. */
export function chooseRows(panel: ListPanel, rows: readonly { mid: number }[]): ListPanel {
  return choose(
    panel,
    rows.map(({ mid }) => mid),
  );
}

/** Those who are chosen, with their names as far as their rows are at hand, or they are among `others`. */
export function chosenPeople(
  { chosen, block }: ListPanel,
  others: ReadonlyMap<number, string> = new Map(),
): { mid: number; name?: string }[] {
  const names = new Map(block?.rows.map(({ mid, name }) => [mid, name]));
  return chosen.map((mid) => {
    const name = names.get(mid) ?? others.get(mid);
    return { mid, ...(name !== undefined && { name }) };
  });
}

function choose(panel: ListPanel, mids: readonly number[]): ListPanel {
  return { ...panel, chosen: [...new Set([...panel.chosen, ...mids])].slice(0, mostChosen) };
}
