import type { FetchResult } from './fetched-rows.ts';
import type { ListRow } from './list-row.ts';
import { blockOf } from './paging.ts';

/** Which way a reader turns: on to later rows, or back to earlier ones. */
export type Direction = 'after' | 'before';

/** Where a reader stands in a list whose people come and go. */
export interface KeptPlace {
  /** Who was shown or is at hand there, in the order of the list; the one nearest to what is wanted tells the place. */
  seen: readonly number[];
  /** The row that is wanted first, as the site counted when it was last asked. */
  edge: number;
  /** How many people the list had then. */
  total: number | undefined;
}

/** The rows beyond a place, and where they stand now. */
export interface Continuation {
  rows: ListRow[];
  /** The rows that were read: the first of them, and the first one after them. */
  from: number;
  next: number;
  /** By how many rows the list has moved down, as far as that is known. */
  drift: number;
  /** The last block of them. */
  reading: FetchResult;
  /** Two requests were made, since the list has moved. */
  twice: boolean;
}

/**
 * Reads on from a person, not from a number: the rows right after (or before) those that were seen. One request while
 * nothing shows that the list has moved, else two; a third only when it has moved by more than a block. The list has moved when those seen turn up among the new
 * rows (people came, or left, on the way back), or when none does and the site counts other than before.
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
  // All of them come before what is wanted.
  const past = async (nearest: Wanted, last: FetchResult, target: number): Promise<Continuation> => {
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
  const sought = soughtBlock({ at, moved, drift, way, size });
  if (sought === undefined) return continuation(expected, place, here, here, size);
  const there = await read(sought);
  const missed = rowsBeyond(there, seen, way);
  if (missed !== undefined && sought + step === at) {
    const fresh = here.block.rows.filter(({ mid }) => !missed.rows.some((row) => row.mid === mid));
    const rows = way === 'after' ? [...missed.rows, ...fresh] : [...fresh, ...missed.rows];
    const [first, last] = way === 'after' ? [there, here] : [here, there];
    return { ...continuation({ ...missed, rows }, place, first, last, size), twice: true };
  }
  // As many as left below came above besides, so they are further down.
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

/** Rows that are wanted, and the place of the first of them as the site counts now. */
interface Wanted {
  rows: ListRow[];
  edge: number;
}

/** Where to look for those seen, of whom none is where they were expected; `undefined` when nothing shows that they moved. */
function soughtBlock(last: {
  at: number;
  moved: number;
  drift: number;
  way: Direction;
  size: number;
}): number | undefined {
  const { at, moved, drift, way, size } = last;
  if (drift === 0) return undefined;
  if (drift > 0) return Math.max(at + size, moved);
  // On the way back they cannot be a little above, or they would be here: as many may have left below as came above.
  if (way === 'before' && -drift < size) return at + size;
  const above = Math.min(at - size, moved);
  return above < 0 ? undefined : above;
}

/** The rows of a block from row `edge` on, or up to it. */
function rowsFrom({ block: { start, rows } }: FetchResult, edge: number, way: Direction): Wanted {
  return { rows: way === 'after' ? rows.slice(edge - start) : rows.slice(0, edge - start + 1), edge };
}

/** The rows on the far side of those seen; `undefined` when none of those is in the block. */
function rowsBeyond(
  { block: { start, rows } }: FetchResult,
  seen: readonly number[],
  way: Direction,
): Wanted | undefined {
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
  { rows, edge }: Wanted,
  place: KeptPlace,
  first: FetchResult,
  last: FetchResult,
  size: number,
): Continuation {
  const drift = edge - place.edge;
  return { rows, from: first.block.start, next: rowAfter(last, size), drift, reading: last, twice: false };
}

/** The first row after those of a block, as the site counts. */
export function rowAfter({ block: { start, rows }, total }: FetchResult, size: number): number {
  return Math.min(start + size, Math.max(start + rows.length, total ?? Number.POSITIVE_INFINITY));
}
