import { type Extent, firstRow, pageRows } from './page-arithmetic.ts';
import type { Continuation, Direction, KeptPlace } from './read-on-from-person.ts';

/** Consecutive rows of a list that are loaded; positions as in {@link Extent}. */
export type LoadedRows<Row> = Pick<Extent, 'start' | 'from' | 'next'> & { rows: Row[] };

/** Rows fetched after or before the loaded ones. */
export type AdjacentRows<Row> = Pick<Continuation, 'from' | 'next' | 'drift'> & { rows: Row[] };

/** Rows kept on the other side of the page shown, so that turning back makes no request. */
const keptBehind = 48;
/** Most rows that are kept loaded. */
export const mostAtHand = 960;

/**
 * Whether a page comes after or before the loaded rows, if it can be reached by reading on from them; else
 * `undefined`.
 */
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

/**
 * The place from which to read on after (or before) the loaded rows; `total` is the size of the list then.
 */
export function continuationPoint(
  { rows, from, next }: LoadedRows<{ mid: number }>,
  way: Direction,
  total: number | undefined,
): KeptPlace {
  const edge = way === 'after' ? next : Math.max(0, from - 1);
  return { seen: rows.map(({ mid }) => mid), edge, total };
}

/**
 * The loaded rows without those beyond the page shown: beyond its end for `after`, before its beginning for
 * `before`. What comes next in that direction is fetched anew.
 */
export function upToPage<Row>(window: LoadedRows<Row>, page: number, way: Direction): LoadedRows<Row> {
  const { start, rows } = window;
  return way === 'after'
    ? cut(window, start, Math.min(start + rows.length, firstRow(page + 1)))
    : cut(window, Math.max(start, firstRow(page)), start + rows.length);
}

/**
 * The loaded rows with those added that were fetched to show `page`. Positions are corrected by how far the
 * list has moved. If there is a gap between both, because the page before was short, only the new rows are
 * kept.
 */
export function withRowsAdded<Row>(
  old: LoadedRows<Row>,
  beyond: AdjacentRows<Row>,
  way: Direction,
  page: number,
): LoadedRows<Row> {
  const end = old.start + old.rows.length;
  const gap = way === 'after' ? end < firstRow(page) : old.start > firstRow(page + 1);
  if (gap) return loadedFromAdjacent(beyond, way, page);
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

/** Only the fetched rows, placed so that they begin (`after`) or end (`before`) with `page`. */
export function loadedFromAdjacent<Row>(
  { rows, from, next }: AdjacentRows<Row>,
  way: Direction,
  page: number,
): LoadedRows<Row> {
  if (way === 'after') return { start: firstRow(page), rows, from: Math.max(0, next - rows.length), next };
  return { start: firstRow(page + 1) - rows.length, rows, from, next: from + rows.length };
}

/**
 * Renumbers rows and page so that the list begins on page 1: while paging back, fewer rows may turn out to
 * come before a page than its number says, or more rows than page 1 has room for.
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
 * The rows from `low` (inclusive) to `high` (exclusive), as the reader counts. The site counts closed
 * accounts too, so the edge of a cut is computed from the other end: it may lie too far inside, but never
 * outside, where rows would be missed.
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
