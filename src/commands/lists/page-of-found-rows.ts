import { oneLine } from '../../bot/text/displayable-text.ts';
import type { PersonCheck } from '../../people/check-if-dormant.ts';
import { blockOf, clampPage, firstRow, pageRows } from '../../people/page-arithmetic.ts';
import type { FoundRows } from './filter-whole-lists.ts';
import { extentOfPanel, isFilteredOrSorted, type ListPanel, type ListPanelRow } from './list-panel-state.ts';

/** Rows stored with a panel: thirty pages. */
const windowRows = 30 * pageRows;

/** The panel on a page of the filtered rows, or on the nearest page. */
export function pageOfFound(
  panel: ListPanel,
  { rows, read, total, readAt, checks }: FoundRows,
  wanted: number,
): ListPanel {
  const page = Math.max(1, Math.min(wanted, Math.ceil(rows.length / pageRows)));
  const start = blockOf(firstRow(page), windowRows);
  const { place: _, end: __, reached: ___, ...rest } = panel;
  return {
    ...rest,
    page,
    total: rows.length,
    searched: { read, ...(total !== undefined && { total }) },
    block: {
      start,
      rows: rows.slice(start, start + windowRows).map(({ mid, name, marks, at, fans }) => ({
        mid,
        name: oneLine(name),
        marks,
        ...(at !== undefined && { at }),
        ...(fans !== undefined && { fans }),
        ...factsFromCheck(checks.get(mid)),
      })),
      from: start,
      next: Math.min(start + windowRows, rows.length),
      readAt,
    },
  };
}

/** The fields of a row that a stored check of the person adds. */
function factsFromCheck(
  check: PersonCheck | undefined,
): Pick<ListPanelRow, 'fans' | 'level' | 'lastPost' | 'state'> {
  if (check === undefined) return {};
  const { gone, banned, level, fans, lastPost } = check;
  const state = gone ? 'gone' : banned ? 'banned' : undefined;
  return {
    ...(state && { state }),
    ...(level !== undefined && { level }),
    ...(fans !== undefined && { fans }),
    ...(lastPost !== undefined && { lastPost }),
  };
}

/** The panel on a page of its loaded rows; `undefined` when they do not hold it. */
export function pageAtHand(panel: ListPanel, wanted: number): ListPanel | undefined {
  if (!isFilteredOrSorted(panel) || panel.block === undefined) return undefined;
  const extent = extentOfPanel(panel);
  const first = firstRow(wanted);
  const isHere = first >= extent.start && first < extent.start + extent.count;
  return isHere ? { ...panel, page: clampPage(wanted, extent) } : undefined;
}

/** The panel without filter and order. */
export function withoutFilterAndSort(panel: ListPanel): ListPanel {
  const { filter: _, sort: __, draft: ___, searched: ____, block, total, ...rest } = panel;
  if (!isFilteredOrSorted(panel))
    return { ...rest, ...(block && { block }), ...(total !== undefined && { total }) };
  return { ...rest, page: 1 };
}
