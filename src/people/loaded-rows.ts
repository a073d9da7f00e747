import { type Extent, firstRow, pageRows } from './paging.ts';
import type { Continuation, Direction, KeptPlace } from './read-on-from-person.ts';

/** Rows of a list that are at hand, one after another, as {@link Extent} counts them. */
export type LoadedRows<Row> = Pick<Extent, 'start' | 'from' | 'next'> & { rows: Row[] };

/** Rows that were read on from a place. */
export type AdjacentRows<Row> = Pick<Continuation, 'from' | 'next' | 'drift'> & { rows: Row[] };

/** As many rows are kept on the other side of the page shown, so that turning round asks nothing. */
const keptBehind = 48;
/** As many rows are kept at hand. */
export const mostAtHand = 960;

/** Which way a page lies from the rows at hand, when it is reached by reading on from them; `undefined` when it is too far. */
export function directionToPage(
  page: number,
  shown: number,
  { start, count }: Extent,
): Direction | undefined {
  const first = firstRow(page);
  if (page === shown + 1 || (first >= start && first <= start + count)) return 'after';
  if (page === shown - 1 || (first < start && first + pageRows >= start)) return 'before';
  return undefined;
}

/** Where one stands who reads on from the rows at hand, when the list had `total` people. */
export function continuationPoint(
  { rows, from, next }: LoadedRows<{ mid: number }>,
  way: Direction,
  total: number | undefined,
): KeptPlace {
  const edge = way === 'after' ? next : Math.max(0, from - 1);
  return { seen: rows.map(({ mid }) => mid), edge, total };
}

/** A window that ends with the page shown, or begins with it: of rows that were dropped, those behind it were never seen. */
export function upToPage<Row>(window: LoadedRows<Row>, page: number, way: Direction): LoadedRows<Row> {
  const { start, rows } = window;
  return way === 'after'
    ? cut(window, start, Math.min(start + rows.length, firstRow(page + 1)))
    : cut(window, Math.max(start, firstRow(page)), start + rows.length);
}

/**
 * The window with the rows joined to it that were read on to `page`. Both ends have moved with the list. Where the page
 * before was shown short, the new rows begin on a page of their own.
 */
export function withRowsAdded<Row>(
  old: LoadedRows<Row>,
  beyond: AdjacentRows<Row>,
  way: Direction,
  page: number,
): LoadedRows<Row> {
  const end = old.start + old.rows.length;
  const gap = way === 'after' ? end < firstRow(page) : old.start > firstRow(page + 1);
  if (gap) return windowBeyond(beyond, way, page);
  const { rows, from, next, drift } = beyond;
  if (way === 'after') {
    const all = {
      ...old,
      rows: [...old.rows, ...rows],
      from: drift === 0 ? old.from : Math.max(0, next - old.rows.length - rows.length),
      next,
    };
    const low = Math.max(old.start, firstRow(page) - keptBehind);
    return cut(all, low, low + mostAtHand);
  }
  const all = {
    start: old.start - rows.length,
    rows: [...rows, ...old.rows],
    from,
    next: drift === 0 ? old.next : from + rows.length + old.rows.length,
  };
  const high = Math.min(end, firstRow(page + 1) + keptBehind);
  return cut(all, Math.max(all.start, high - mostAtHand), high);
}

/** A window of nothing but the rows that were read on, so that they begin with `page`, or end with it. */
export function windowBeyond<Row>(
  { rows, from, next }: AdjacentRows<Row>,
  way: Direction,
  page: number,
): LoadedRows<Row> {
  if (way === 'after') return { start: firstRow(page), rows, from: Math.max(0, next - rows.length), next };
  return { start: firstRow(page + 1) - rows.length, rows, from, next: from + rows.length };
}

/**
 * The window, and the page in it, counted so that the list begins on page 1: fewer people may stand before a page than
 * its number says, and on page 1 more may be found to stand before it.
 */
export function recounted<W extends Pick<Extent, 'start' | 'from'>>(
  window: W,
  page: number,
): { window: W; page: number } {
  const above = Math.ceil((window.from - window.start) / pageRows);
  const recount = (window.from === 0 && above < 0) || (above > 0 && page <= 1);
  if (!recount) return { window, page };
  return {
    window: { ...window, start: window.start + above * pageRows },
    page: Math.max(1, page + above),
  };
}

/**
 * The rows from `low` to before `high`, as the reader counts. The site counts closed accounts among them, so where a part
 * is cut off, its edge is reckoned from the other end: too far inside rather than outside, where somebody would be missed.
 */
function cut<Row>(window: LoadedRows<Row>, low: number, high: number): LoadedRows<Row> {
  const { start, rows, from, next } = window;
  const end = start + rows.length;
  return {
    start: low,
    rows: rows.slice(low - start, Math.max(0, high - start)),
    from: low > start ? Math.max(from, next - (end - low)) : from,
    next: high < end ? Math.min(next, from + high - start) : next,
  };
}
