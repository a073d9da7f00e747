import type { FetchResult } from './list-block-types.ts';
import type { ListRow } from './list-row.ts';
import { blockOf } from './page-arithmetic.ts';

/** The direction of reading on: to later rows or back to earlier ones. */
export type Direction = 'after' | 'before';

/** A reader's position in a list that changes meanwhile. */
export interface KeptPlace {
  /**
   * Mids that were shown or are loaded there, in list order; the one nearest to the wanted rows fixes the
   * position.
   */
  seen: readonly number[];
  /** The first wanted row, as the site counted at the last fetch. */
  edge: number;
  /** Size of the list then. */
  total: number | undefined;
}

/** Rows after or before a position, and where the site counts them now. */
export interface Continuation {
  rows: ListRow[];
  /** The first row that was fetched, and the first one after them, as the site counts. */
  from: number;
  next: number;
  /** By how many rows the list has moved down, as far as known. */
  drift: number;
  /** The last block fetched. */
  reading: FetchResult;
  /** More than one request was made, since the list has moved. */
  twice: boolean;
}

/**
 * Reads the rows right after (or before) the people seen, wherever they are now. One request if nothing shows
 * that the list has moved, else two, or three if it has moved by more than a block. The list has moved if
 * people seen appear among the new rows, or if none does and the site's total has changed.
 */
export async function readAdjacentRows(
  place: KeptPlace,
  way: Direction,
  size: number,
  read: (start: number) => Promise<FetchResult>,
): Promise<Continuation> {
  const { seen, edge } = place;
  const step = way === 'after' ? size : -size;
  const at = blockOf(edge, size);
  const here = await read(at);
  const beyond = rowsBeyond(here, seen, way);
  if (beyond && beyond.rows.length > 0) return continuation(beyond, place, here, here, size);
  const drift = place.total === undefined || here.total === undefined ? 0 : here.total - place.total;
  const moved = blockOf(edge + drift, size);
  // Everybody in the block was seen or comes before the wanted rows: the next block is needed.
  const past = async (nearest: WantedRows, last: FetchResult, target: number): Promise<Continuation> => {
    if (target < 0 || (last.total !== undefined && target >= last.total))
      return continuation(nearest, place, last, last, size);
    const there = await read(target);
    const further = rowsBeyond(there, seen, way) ?? { ...nearest, rows: there.block.rows };
    if (further.rows.length === 0 && last === here) return past(further, there, target + step);
    return { ...continuation(further, place, there, there, size), twice: true };
  };
  if (beyond)
    return past(beyond, here, way === 'after' ? Math.max(at + step, moved) : Math.min(at + step, moved));
  const expected = rowsFrom(here, edge, way);
  const sought = blockToSearch({ at, moved, drift, way, size });
  if (sought === undefined) return continuation(expected, place, here, here, size);
  const there = await read(sought);
  const missed = rowsBeyond(there, seen, way);
  if (missed !== undefined && sought + step === at) {
    const fresh = here.block.rows.filter(({ mid }) => !missed.rows.some((row) => row.mid === mid));
    const rows = way === 'after' ? [...missed.rows, ...fresh] : [...fresh, ...missed.rows];
    const [first, last] = way === 'after' ? [there, here] : [here, there];
    return { ...continuation({ ...missed, rows }, place, first, last, size), twice: true };
  }
  // As many people joined above as left below, so the wanted rows are further down.
  if (missed === undefined && way === 'after' && drift >= size) {
    const further = await read(sought + size);
    const rest = rowsBeyond(further, seen, way);
    if (rest) return { ...continuation(rest, place, further, further, size), twice: true };
  }
  if (missed?.rows.length === 0) return past(missed, there, sought + step);
  const found = missed ?? (sought === moved ? rowsFrom(there, edge + drift, way) : undefined);
  return found
    ? { ...continuation(found, place, there, there, size), twice: true }
    : { ...continuation(expected, place, here, here, size), twice: true };
}

/** Wanted rows, and the number of the first one as the site counts now. */
interface WantedRows {
  rows: ListRow[];
  edge: number;
}

/**
 * The block in which to look for the people seen, when none of them is where expected; `undefined` when
 * nothing shows that they moved.
 */
function blockToSearch(last: {
  at: number;
  moved: number;
  drift: number;
  way: Direction;
  size: number;
}): number | undefined {
  const { at, moved, drift, way, size } = last;
  if (drift === 0) return undefined;
  if (drift > 0) return Math.max(at + size, moved);
  // When reading back they cannot be slightly above, or this block would contain them: as many people may
  // have left below as joined above.
  if (way === 'before' && -drift < size) return at + size;
  const above = Math.min(at - size, moved);
  return above < 0 ? undefined : above;
}

/** The rows of a block from row `edge` on, or up to it. */
function rowsFrom({ block: { start, rows } }: FetchResult, edge: number, way: Direction): WantedRows {
  return { rows: way === 'after' ? rows.slice(edge - start) : rows.slice(0, edge - start + 1), edge };
}

/** The rows after (or before) the people seen; `undefined` when none of them is in the block. */
function rowsBeyond(
  { block: { start, rows } }: FetchResult,
  seen: readonly number[],
  way: Direction,
): WantedRows | undefined {
  const places = new Map(rows.map(({ mid }, index) => [mid, index]));
  const known = new Set(seen);
  const nearest = way === 'after' ? [...seen].reverse() : seen;
  for (const mid of nearest) {
    const index = places.get(mid);
    if (index === undefined) continue;
    const beyond = way === 'after' ? rows.slice(index + 1) : rows.slice(0, index);
    const edge = start + index + (way === 'after' ? 1 : -1);
    return { rows: beyond.filter((row) => !known.has(row.mid)), edge };
  }
  return undefined;
}

function continuation(
  { rows, edge }: WantedRows,
  place: KeptPlace,
  first: FetchResult,
  last: FetchResult,
  size: number,
): Continuation {
  const drift = edge - place.edge;
  return { rows, from: first.block.start, next: rowAfter(last, size), drift, reading: last, twice: false };
}

/** The first row after a block, as the site counts. */
export function rowAfter({ block: { start, rows }, total }: FetchResult, size: number): number {
  return Math.min(start + size, Math.max(start + rows.length, total ?? Number.POSITIVE_INFINITY));
}
