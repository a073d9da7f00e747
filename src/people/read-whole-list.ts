import type { Session } from '../api/index.ts';
import type { FollowingSource } from './list-block-types.ts';
import { reachOfList } from './list-reach.ts';
import type { ListRequest } from './list-request.ts';
import type { ListRow } from './list-row.ts';
import { blockSize, readBlock } from './read-block-of-rows.ts';

/** A list read from its first row. */
export interface ReadList {
  rows: ListRow[];
  /** Size of the list according to the site; more than the rows when it does not show all. */
  total: number | undefined;
}

/** Called after each request with the number of rows read and the total, if known. */
export type OnRows = (read: number, total: number | undefined) => Promise<void>;

/** For callers that show no progress. */
export const noProgress: OnRows = async () => undefined;

/** Most rows that are read of one list: several times what any list of the site holds. */
const mostRows = 20_000;
/** The site's largest page. */
const pageSize = 50;

/**
 * Reads a list to its end, or up to row `until`: one request per 50 people. A person who appears twice,
 * because the list moved meanwhile, is kept once.
 * @throws UnusableList when an answer does not say who is in the list; the errors of `api` otherwise
 */
export async function readWholeList(
  session: Session,
  wanted: ListRequest,
  onRows: OnRows,
  { signal, until = mostRows }: { signal: AbortSignal; until?: number },
): Promise<ReadList> {
  const usual = blockSize(wanted);
  // Lists combined from several answers need their own block size.
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
