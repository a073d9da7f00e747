/**
 * The arithmetic of a list that is shown in pages and read in blocks. A block is a whole number of pages, so one
 * block, which is one request, is all that any page needs. Rows count from 0, pages from 1.
 */

/** Rows on a page. */
export const pageRows = 8;

/** How far `-10` and `+10` go, in pages. */
const leap = 10;

/** What is known of a list while one of its blocks is at hand. */
export interface Extent {
  /** Rows of a full block. */
  size: number;
  /** First row of the block at hand. */
  start: number;
  /** Rows in it. The site leaves closed accounts out, so a block may be short in the middle of a list too. */
  count: number;
  /** How many people the list has, as far as the site said so. */
  total: number | undefined;
  /** The first row the site does not show; Infinity when it shows all. */
  end: number;
}

/** The first row of the block that holds a page. */
export function blockStart(page: number, size: number): number {
  return Math.floor(((page - 1) * pageRows) / size) * size;
}

/** How many pages there are; `open` when there may be more, since the site did not say how many people. */
export function pagesOf({ size, start, count, total, end }: Extent): { pages: number; open: boolean } {
  const seen = start + count;
  const shown = total === undefined ? seen : Math.min(Math.max(total, seen), end);
  const open = total === undefined && count === size && seen < end;
  return { pages: Math.max(1, Math.ceil(shown / pageRows)), open };
}

/** The page to show when `page` is wanted: the nearest one of the block at hand that has rows. */
export function clampPage(page: number, extent: Extent): number {
  return Math.min(Math.max(page, pageAt(extent.start)), lastPageHere(extent));
}

/** The part of a block's rows that stands on a page. */
export function rowsOn<Row>(page: number, block: { start: number; rows: readonly Row[] }): Row[] {
  const first = (page - 1) * pageRows - block.start;
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

/** The ways on from a page of the block at hand. */
export function movesFrom(page: number, extent: Extent): Moves {
  const { pages, open } = pagesOf(extent);
  const lastHere = lastPageHere(extent);
  const nextBlock = pageAt(extent.start + extent.size);
  const following = page < lastHere ? page + 1 : nextBlock;
  const far = Math.min(pages, page + leap);
  return {
    ...(page > 1 && { previous: page - 1, back: Math.max(1, page - leap) }),
    ...(following <= pages + (open ? 1 : 0) && {
      next: following,
      ahead: Math.max(following, far < nextBlock ? Math.min(far, lastHere) : far),
    }),
  };
}

function pageAt(row: number): number {
  return Math.floor(row / pageRows) + 1;
}

function lastPageHere({ start, count }: Extent): number {
  return pageAt(start + Math.max(0, count - 1));
}
