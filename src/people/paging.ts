/**
 * The arithmetic of a list that is shown in pages and read in blocks. Rows count from 0, pages from 1, and both as the
 * reader has paged: when people come or leave meanwhile, the site counts the same rows otherwise.
 */

/** Rows on a page. */
export const pageRows = 8;

/** How far `-10` and `+10` go, in pages. */
const leap = 10;

/** What is known of a list while some of its rows are at hand. */
export interface Extent {
  /** The first row at hand, as the reader counts. */
  start: number;
  /** Rows at hand. */
  count: number;
  /** The first row at hand, as the site counts; 0 at the top of the list. */
  from: number;
  /** The first row that was not read yet, as the site counts. The site leaves closed accounts out, but counts them. */
  next: number;
  /** How many people the list has, as far as the site said so. */
  total: number | undefined;
  /** The first row the site is not sure to show; Infinity when it shows all. */
  end: number;
}

/** The first row of the block that holds a row. */
export function blockOf(row: number, size: number): number {
  return Math.floor(row / size) * size;
}

/** The first row of a page. */
export function firstRow(page: number): number {
  return (page - 1) * pageRows;
}

/**
 * How many pages there are: what is at hand, and what the site is sure to show after it. `open` when there may be more,
 * since the site did not say how many people.
 * @param page the one that is shown: what comes after the rows at hand does not stand on it
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

/** Whether people are to be expected after the rows at hand. */
export function goesOn({ next, total = Number.POSITIVE_INFINITY, end }: Extent): boolean {
  return next < Math.min(total, end);
}

/** Whether all rows of a page are at hand; the first and the last page of a list may have fewer. */
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

/** The page to show when `page` is wanted: the nearest one that has rows at hand. */
export function clampPage(page: number, { start, count }: Extent): number {
  return Math.min(Math.max(1, page, pageAt(start)), Math.max(1, pageAt(start + Math.max(0, count - 1))));
}

/** Those of the rows at hand that stand on a page. */
export function rowsOn<Row>(page: number, block: { start: number; rows: readonly Row[] }): Row[] {
  const first = firstRow(page) - block.start;
  return block.rows.slice(Math.max(0, first), Math.max(0, first + pageRows));
}

/** Where the buttons of a page lead; what leads nowhere is missing. */
export interface Moves {
  previous?: number;
  next?: number;
  /** Ten pages back, or to the first. */
  back?: number;
  /** Ten pages ahead, or to the last. */
  ahead?: number;
}

/** The ways on from a page. */
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
