import type { Session } from '../api/index.ts';
import type { FollowingSource } from './fetched-rows.ts';
import { reachOfList } from './list-reach.ts';
import type { ListRow } from './list-row.ts';
import type { ListRequest } from './list-selector.ts';
import { blockSize, readBlock } from './read-list-block.ts';

/** A list read from its first row on. */
export interface ReadList {
  rows: ListRow[];
  /** How many people the site says there are; more than the rows where it does not show all. */
  total: number | undefined;
}

/** Told after each request how many rows are read, of how many as far as that is known. */
export type OnRows = (read: number, total: number | undefined) => Promise<void>;

/** For those who show nothing while rows are read. */
export const noProgress: OnRows = async () => undefined;

/** As many rows are read of one list at most: several times what any list of the site holds. */
const mostRows = 20_000;
/** The site's largest page. */
const pageSize = 50;

/**
 * Reads a list to its end, or up to row `until`: one request for each 50 people. Who comes twice, since the list moved
 * meanwhile, is there once.
 * @throws UnusableList when an answer does not say who is in the list; the errors of `api` otherwise
 */
export async function readWholeList(
  session: Session,
  wanted: ListRequest,
  onRows: OnRows,
  { signal, until = mostRows }: { signal: AbortSignal; until?: number },
): Promise<ReadList> {
  const usual = blockSize(wanted);
  // Lists that are put together from several answers go by their own blocks.
  const isPlain = usual < pageSize && wanted.list !== 'search' && !isAnothersFollowing(wanted, session);
  const size = isPlain ? pageSize : usual;
  const rows = new Map<number, ListRow>();
  let known: { total: number | undefined; refused: readonly FollowingSource[] } = {
    total: undefined,
    refused: [],
  };
  let nobodyNew = 0;
  for (let start = 0; start < until; start += size) {
    const reading = await readBlock(session, wanted, start, known, signal, size);
    const { total, refused, block } = reading;
    known = { total, refused };
    const before = rows.size;
    for (const row of block.rows) if (!rows.has(row.mid)) rows.set(row.mid, row);
    nobodyNew = rows.size === before ? nobodyNew + 1 : 0;
    await onRows(rows.size, total);
    const end = Math.min(total ?? Number.POSITIVE_INFINITY, reachOfList(wanted, session.mid, refused));
    const last = total === undefined && block.rows.length < size;
    if (block.rows.length === 0 || nobodyNew === 2 || last || start + size >= end) break;
  }
  return { rows: [...rows.values()], total: known.total };
}

function isAnothersFollowing({ list, of }: ListRequest, { mid }: Session): boolean {
  return list === 'following' && of !== mid;
}
