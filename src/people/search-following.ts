import type { Session } from '../api/index.ts';
import { usableRows } from './fetched-rows.ts';
import { type ListRow, toListRow } from './list-row.ts';
import { tryToReadNames } from './read-names.ts';

/** A search in one's own following. */
export interface Search {
  /** What stands in the names. */
  text: string;
  /** Whom it finds besides, by mid; they come first. */
  noted: readonly number[];
  /** How many people it has, when that is known already. */
  total: number | undefined;
}

/** Rows of the site's list, of which `total` is the size. */
interface Found {
  rows: ListRow[];
  total: number | undefined;
}

/**
 * Rows of a search, from `start` on: first the noted, then those the site finds by their names, each person once. One
 * request, one more for the names of the noted that it does not show itself, and beyond the first block one more where the
 * noted have moved the rows across two of the site's pages.
 */
export async function readSearch(
  session: Session,
  { text, noted, total }: Search,
  { start, size }: { start: number; size: number },
  signal?: AbortSignal,
): Promise<Found> {
  const from = Math.max(0, start - noted.length);
  const found = await readByName(session, text, { from, until: start + size - noted.length, size }, signal);
  const byName = new Map(found.rows.map((row) => [row.mid, row]));
  const mids = noted.slice(start, start + size);
  const unnamed = mids.filter((mid) => !byName.has(mid));
  const names =
    unnamed.length > 0 ? await tryToReadNames(session, unnamed, signal ?? AbortSignal.any([])) : undefined;
  const first = mids.map((mid): ListRow => {
    const row = byName.get(mid);
    if (row) return row;
    return { mid, name: names === undefined ? `UID ${mid}` : (names.get(mid) ?? ''), marks: [] };
  });
  const rest = found.rows.filter(({ mid }) => !noted.includes(mid));
  const twice = found.rows.length - rest.length;
  const all = found.total === undefined ? undefined : noted.length + found.total - twice;
  return { rows: [...first, ...rest.slice(0, size - first.length)], total: total ?? all };
}

/** Rows `from` … `until` of those the site finds by name. The first page is always read: it says how many there are. */
async function readByName(
  session: Session,
  name: string,
  { from, until, size }: { from: number; until: number; size: number },
  signal?: AbortSignal,
): Promise<Found> {
  const first = Math.floor(from / size) + 1;
  const last = Math.max(first, Math.ceil(until / size));
  const rows: ListRow[] = [];
  let total: number | undefined;
  for (let pn = first; pn <= last; pn += 1) {
    if (total !== undefined && total <= (pn - 1) * size) break;
    const params = { vmid: session.mid, name, ps: size, pn };
    const answer = await session.relations.searchFollowings(params, { signal });
    rows.push(...usableRows(answer, pn === 1).map((person) => toListRow(person)));
    total = answer.total ?? total;
  }
  const skipped = from - (first - 1) * size;
  return { rows: rows.slice(skipped, skipped + Math.max(0, until - from)), total };
}
