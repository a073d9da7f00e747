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
