import type { Session } from '../api/index.ts';
import {
  type FilterFacts,
  filterRows,
  isStillListed,
  type ListFilter,
  type ListSort,
  needsFans,
  needsOwnRelation,
  sortRows,
  withoutFanCountFilter,
} from './filter-and-sort-rows.ts';
import type { ListRow } from './list-row.ts';
import type { ListRequest } from './list-selector.ts';
import { chunks, mostRead, readRelations } from './read-relations.ts';
import type { OnRows } from './read-whole-list.ts';

/** Which people of a list are wanted, and in which order. */
export interface ListQuery {
  filter: ListFilter;
  sort: ListSort;
}

/** Documented: so many people in one call that counts fans. */
const mostCounted = 20;

/**
 * At most so many requests a search among these rows takes: one for each 40 people to whom the relation is to be read, one
 * for each 20 whose fans are to be counted.
 */
export function requestsToFind(
  rows: readonly ListRow[],
  { filter, sort }: ListQuery,
  facts: FilterFacts,
): number {
  const sides = rows.filter((row) => lacksSide(row, filter)).length;
  const cheap = sides > 0 ? rows : filterRows(rows, withoutFanCountFilter(filter), facts);
  const uncounted = needsFans(filter, sort) ? cheap.filter(({ fans }) => fans === undefined).length : 0;
  return Math.ceil(sides / mostRead) + Math.ceil(uncounted / mostCounted);
}

/**
 * Those rows of a list that are wanted. What the rows do not tell yet is asked for, and noted in them for the next time: the
 * relation where it was changed meanwhile, or the list says nothing of it, and fans of those who are left by everything
 * else. `rows` loses who is in the list no longer.
 * @throws the errors of `api` when anything that is needed cannot be read: a filter is never taken for empty
 */
export async function queryList(
  session: Session,
  wanted: ListRequest,
  rows: ListRow[],
  { filter, sort }: ListQuery,
  { facts, onRows, signal }: { facts: FilterFacts; onRows: OnRows; signal: AbortSignal },
): Promise<ListRow[]> {
  const unknown = rows.filter((row) => lacksSide(row, filter));
  await readSides(session, unknown, onRows, signal);
  const left = new Set(unknown.filter((row) => isStillListed(wanted, row) === false));
  if (left.size > 0) rows.splice(0, rows.length, ...rows.filter((row) => !left.has(row)));
  const cheap = filterRows(rows, withoutFanCountFilter(filter), facts);
  if (!needsFans(filter, sort)) return sortRows(cheap, sort);
  await countFans(
    session,
    cheap.filter(({ fans }) => fans === undefined),
    onRows,
    signal,
  );
  return sortRows(filterRows(cheap, filter, facts), sort);
}

/** Their side was changed since the list was read, or is needed and was never told. */
function lacksSide({ traits }: ListRow, filter: ListFilter): boolean {
  if (traits?.side !== undefined) return false;
  return needsOwnRelation(filter) || traits?.changed === true;
}

async function readSides(
  session: Session,
  rows: readonly ListRow[],
  onRows: OnRows,
  signal: AbortSignal,
): Promise<void> {
  let read = 0;
  for (const some of chunks(rows, mostRead)) {
    const mids = some.map(({ mid }) => mid);
    const sides = await readRelations(session, mids, signal);
    for (const row of some) {
      const side = sides.get(row.mid);
      if (side === undefined) continue;
      const { relation, tag, special, mtime } = side;
      const { changed: _, ...traits } = row.traits ?? { closed: false, defaultName: false, noPicture: false };
      row.traits = { ...(mtime > 0 && { since: mtime }), ...traits, side: { relation, tag } };
      row.marks = [
        ...(relation === 'mutual' ? (['mutual'] as const) : []),
        ...(special ? (['special'] as const) : []),
        ...row.marks.filter((mark) => mark !== 'mutual' && mark !== 'special'),
      ];
    }
    read += some.length;
    await onRows(read, rows.length);
  }
}

async function countFans(
  session: Session,
  rows: readonly ListRow[],
  onRows: OnRows,
  signal: AbortSignal,
): Promise<void> {
  let counted = 0;
  for (const some of chunks(rows, mostCounted)) {
    const answer = await session.people.stats({ mids: some.map(({ mid }) => mid) }, { signal });
    for (const row of some) {
      const follower = answer[row.mid]?.follower;
      if (follower !== undefined) row.fans = follower;
    }
    counted += some.length;
    await onRows(counted, rows.length);
  }
}
