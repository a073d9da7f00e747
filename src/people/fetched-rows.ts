import type { ListRow } from './list-row.ts';

/** The APIs that list another person's following: the web site's, the app's, the game centre's. */
export type FollowingSource = 'web' | 'app' | 'game';

/** One block of rows of a list; `start` is the number of its first row, from 0. */
export interface FetchedRows {
  start: number;
  rows: ListRow[];
  /** Which source answered, for another person's following. */
  source?: FollowingSource;
}

/** The result of fetching a block. */
export interface FetchResult {
  block: FetchedRows;
  /** Size of the list; `undefined` when the site did not say. */
  total: number | undefined;
  /** The sources that refused this list. */
  refused: readonly FollowingSource[];
}

/** What earlier fetches of the list have shown. */
export interface KnownOfList {
  total?: number | undefined;
  refused: readonly FollowingSource[];
}

/**
 * The site answered, but not who is in a list: no list at all (`list`), none of the people it counts (`rows`), or nobody
 * and no count either (`total`). That is never the same as an empty list.
 */
export class UnusableList extends Error {
  override name = 'UnusableList';
  readonly missing: 'list' | 'rows' | 'total';

  constructor(missing: UnusableList['missing']) {
    super(`The answer holds no ${missing}`);
    this.missing = missing;
  }
}

/**
 * The rows of an answer.
 * @param first whether these are the first rows of the list; later blocks may be empty
 * @throws UnusableList when the answer does not say who is in the list
 */
export function usableRows<Row>(
  { list, total }: { list: Row[] | null; total?: number | undefined },
  first: boolean,
): Row[] {
  if (list === null) throw new UnusableList('list');
  if (list.length === 0 && first && total === undefined) throw new UnusableList('total');
  if (list.length === 0 && first && total !== 0) throw new UnusableList('rows');
  return list;
}
