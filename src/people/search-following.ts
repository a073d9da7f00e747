import type { Session } from '../api/index.ts';
import { type ListRow, toListRow } from './list-row.ts';
import { tryToReadNames } from './read-names.ts';
import { usableRows } from './unusable-list.ts';

/** A search in the account's own following. */
export interface Search {
  /** The text to find in names. */
  text: string;
  /** Mids of further results, which come first. */
  noted: readonly number[];
  /** Number of results, if known already. */
  total: number | undefined;
}

/** Rows of a result list; `total` is its size. */
interface Found {
  rows: ListRow[];
  total: number | undefined;
}

/**
 * Rows of a search from `start` on: first the people with notes, then the site's results by name, each person
 * once. One request; one more for the names of people with notes if the site's results lack them; after the
 * first block one more if the people with notes shift the block across two pages of the site.
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

/**
 * Rows `from` to `until` of the site's results by name. At least one page is read, since it gives the total.
 */
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
