/**
 * Calculations for a list that is shown in pages and fetched in blocks. Rows count from 0, pages from 1, both
 * as the reader has paged. When people come or leave meanwhile, the site's row numbers differ.
 */

/** Rows on a page. */
export const pageRows = 8;

/** Pages that the buttons `-10` and `+10` skip. */
const leap = 10;

/** Position and size of a list's loaded rows. */
export interface Extent {
  /** The first loaded row, as the reader counts. */
  start: number;
  /** Number of loaded rows. */
  count: number;
  /** The first loaded row, as the site counts; 0 at the top of the list. */
  from: number;
  /**
   * The first row not fetched yet, as the site counts. The site omits closed accounts from its answers, but
   * counts them.
   */
  next: number;
  /** Size of the list; `undefined` when the site did not say. */
  total: number | undefined;
  /** The first row that the site may not show; Infinity when it shows all. */
  end: number;
}

/** The first row of the block that contains a row. */
export function blockOf(row: number, size: number): number {
  return Math.floor(row / size) * size;
}

/** The first row of a page. */
export function firstRow(page: number): number {
  return (page - 1) * pageRows;
}

/**
 * The number of pages: the loaded rows, and those the site is sure to show after them. `open`: there may be
 * more, since the size of the list is unknown.
 * @param page the page shown; rows not loaded yet come after it
 */
export function pagesOf(extent: Extent, page: number): { pages: number; open: boolean } {
  const { start, count, next, total, end } = extent;
  const after = total === undefined ? 0 : Math.max(0, Math.min(total, end) - next);
  const here = after > 0 ? Math.max(start + count, firstRow(page + 1)) : start + count;
  return {
    pages: Math.max(1, Math.ceil((here + after) / pageRows)),
    open: total === undefined && next < end,
  };
}

/** Whether more rows may come after the loaded ones. */
export function goesOn({ next, total = Number.POSITIVE_INFINITY, end }: Extent): boolean {
  return next < Math.min(total, end);
}

/** Whether all rows of a page are loaded. The first and the last page of a list may have fewer rows. */
export function isAtHand(page: number, extent: Extent): boolean {
  const { start, count, from } = extent;
  const [first, after] = [firstRow(page), firstRow(page + 1)];
  return (
    first < start + count &&
    after > start &&
    (first >= start || from === 0) &&
    (after <= start + count || !goesOn(extent))
  );
}

/** The page nearest to `page` that has loaded rows. */
export function clampPage(page: number, { start, count }: Extent): number {
  return Math.min(Math.max(1, page, pageAt(start)), Math.max(1, pageAt(start + Math.max(0, count - 1))));
}

/** The loaded rows on a page. */
export function rowsOn<Row>(page: number, block: { start: number; rows: readonly Row[] }): Row[] {
  const first = firstRow(page) - block.start;
  return block.rows.slice(Math.max(0, first), Math.max(0, first + pageRows));
}

/** The target pages of the buttons; a button without a target is missing. */
export interface Moves {
  previous?: number;
  next?: number;
  /** Ten pages back, or to the first. */
  back?: number;
  /** Ten pages ahead, or to the last. */
  ahead?: number;
}

/** The target pages of the buttons on a page. */
export function movesFrom(page: number, extent: Extent): Moves {
  const { pages, open } = pagesOf(extent, page);
  return {
    ...(page > 1 && { previous: page - 1, back: Math.max(1, page - leap) }),
    ...((page < pages || open) && {
      next: page + 1,
      ahead: Math.max(page + 1, Math.min(pages, page + leap)),
    }),
  };
}

function pageAt(row: number): number {
  return Math.floor(row / pageRows) + 1;
}
