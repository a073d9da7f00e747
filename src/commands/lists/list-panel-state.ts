import type { CallbackOf } from '../../bot/callback-data.ts';
import type { ListFilter, ListSort } from '../../people/filter-and-sort-rows.ts';
import { reachOfList, sureReachOf } from '../../people/list-reach.ts';
import type { ListRequest } from '../../people/list-request.ts';
import { type LoadedRows, mostAtHand, recounted } from '../../people/loaded-row-window.ts';
import { clampPage, type Extent, rowsOn } from '../../people/page-arithmetic.ts';
import { blockSize } from '../../people/read-block-of-rows.ts';
import type { PanelRecord } from '../../storage/index.ts';

/** The state of a list in a chat: one page, from a block of loaded rows. */
export type ListPanel = PanelRecord;
/** A row of a panel's block. */
export type ListPanelRow = NonNullable<ListPanel['block']>['rows'][number];

/** The list a button belongs to. */
export type OfList = Pick<CallbackOf<'listFresh'>, 'user' | 'list' | 'of'>;

/** Most people found by their notes. */
export const mostNoted = 1000;
/** Most people chosen at once; also the most in one job request. */
export const mostChosen = 20_000;

/** A panel without any rows yet. */
export function newListPanel(account: number, wanted: ListRequest): ListPanel {
  return { account, ...wanted, page: 1, refused: [], selecting: false, chosen: [] };
}

/** Whether it is the account's own list, rather than another person's or one in common with them. */
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

/** The filter of the panel; an empty one when it has none. */
export function filterOf({ filter }: ListPanel): ListFilter {
  return filter ?? { only: [] };
}

/** The order of the panel; by time unless another was chosen. */
export function sortOf({ sort }: ListPanel): ListSort {
  return sort ?? 'time';
}

/** What is known about the extent of the list. */
export function extentOfPanel(panel: ListPanel): Extent {
  const { block, total, account, refused, reached = 0, end = Number.POSITIVE_INFINITY } = panel;
  const { start, from, next, rows } = loadedWindowOf(panel);
  const sure = sureReachOf(panel, account, refused, { rows: reached, source: block?.source });
  return { start, count: rows.length, from, next, total, end: Math.min(end, sure) };
}

/** The first row that Bilibili does not show, as far as known. */
export function firstRowNotShown(panel: ListPanel): number {
  const { account, refused, end = Number.POSITIVE_INFINITY } = panel;
  return Math.min(end, reachOfList(panel, account, refused));
}

/** The loaded rows; an empty window at the top when there are none. */
export function loadedWindowOf(panel: ListPanel): LoadedRows<ListPanelRow> {
  const { block } = panel;
  if (block === undefined) return { start: 0, from: 0, next: 0, rows: [] };
  const { start, rows } = block;
  const { from = start, next = start + blockSize(panel) } = block;
  return { start, from, next, rows };
}

/** The panel that shows a page of the rows at hand. */
export function showPage(panel: ListPanel, page: number): ListPanel {
  if (panel.block === undefined) return { ...panel, page };
  const { from } = loadedWindowOf(panel);
  const at = recounted({ ...panel.block, from }, clampPage(page, extentOfPanel(panel)));
  return { ...panel, block: at.window, page: at.page };
}

/** Rows of the current page. */
export function shownRows({ page, block }: ListPanel): ListPanelRow[] {
  return block ? rowsOn(page, block) : [];
}

/**
 * The panel without rows, to be read again when it is next shown; the people on its page are kept, to
 * continue from.
 */
export function withoutRows(panel: ListPanel): ListPanel {
  const { block, total, end: _, reached: __, ...rest } = panel;
  if (block === undefined) return { ...rest, refused: [] };
  const { rows, ...window } = windowWithForgottenRows(panel);
  const mids = rows.slice(0, mostAtHand).map(({ mid }) => mid);
  return { ...rest, refused: [], place: { ...window, mids, ...(total !== undefined && { total }) } };
}

/** The loaded rows, and the people whose rows were dropped. */
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

/** Adds a person to the chosen or removes them. At most {@link mostChosen} can be chosen. */
export function toggleChosen(panel: ListPanel, mid: number): ListPanel {
  if (panel.chosen.includes(mid)) return { ...panel, chosen: panel.chosen.filter((one) => one !== mid) };
  return choose(panel, [{ mid }]);
}

/** Chooses everyone on the current page, or nobody of it when all are chosen. */
export function toggleChosenPage(panel: ListPanel): ListPanel {
  const here = shownRows(panel);
  const mids = here.map(({ mid }) => mid);
  if (mids.every((mid) => panel.chosen.includes(mid)))
    return { ...panel, chosen: panel.chosen.filter((mid) => !mids.includes(mid)) };
  return choose(panel, here);
}

/** Adds these people to the chosen. */
export function choose(panel: ListPanel, people: readonly { mid: number }[]): ListPanel {
  const chosen = new Set([...panel.chosen, ...people.map(({ mid }) => mid)]);
  return { ...panel, chosen: [...chosen].slice(0, mostChosen) };
}

/** The chosen people, with names from the loaded rows or from `others`. */
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
