import type { Session } from '../api/index.ts';
import { chunks } from '../chunks.ts';
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
import type { ListRequest } from './list-request.ts';
import type { ListRow } from './list-row.ts';
import { mostRead, readRelations } from './read-relations.ts';
import type { OnRows } from './read-whole-list.ts';

/** The filter and the order of a list. */
export interface ListQuery {
  filter: ListFilter;
  sort: ListSort;
}

/** Most people in one call that reads fan counts (documented). */
const mostCounted = 20;

/**
 * Upper bound of the requests that {@link filterAndSortList} makes for these rows: one per 40 people whose relation
 * must be read, one per 20 whose fans must be counted.
 */
export function requestsToFind(
  rows: readonly ListRow[],
  { filter, sort }: ListQuery,
  facts: FilterFacts,
): number {
  const sides = rows.filter((row) => lacksOwnRelation(row, filter)).length;
  const cheap = sides > 0 ? rows : filterRows(rows, withoutFanCountFilter(filter), facts);
  const uncounted = needsFans(filter, sort) ? cheap.filter(({ fans }) => fans === undefined).length : 0;
  return Math.ceil(sides / mostRead) + Math.ceil(uncounted / mostCounted);
}

/**
 * Filters and sorts rows. What a row lacks is fetched and stored in it: the relation, where it has changed or
 * the list does not give it, and fan counts, only of the people the other filters leave. People who are no
 * longer in the list are removed from `rows`.
 * @throws the errors of `api` when something needed cannot be read, since missing facts would empty the
 *   result
 */
export async function filterAndSortList(
  session: Session,
  wanted: ListRequest,
  rows: ListRow[],
  { filter, sort }: ListQuery,
  { facts, onRows, signal }: { facts: FilterFacts; onRows: OnRows; signal: AbortSignal },
): Promise<ListRow[]> {
  const unknown = rows.filter((row) => lacksOwnRelation(row, filter));
  await readOwnRelations(session, unknown, onRows, signal);
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

/**
 * Whether the relation must be fetched: it has changed since the list was read, or the filter needs it and
 * the row lacks it.
 */
function lacksOwnRelation({ traits }: ListRow, filter: ListFilter): boolean {
  if (traits?.side !== undefined) return false;
  return needsOwnRelation(filter) || traits?.changed === true;
}

async function readOwnRelations(
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
