import type { ListRow } from './list-row.ts';

/** Who may tell whom another person follows: the web site, the app, the game centre. */
export type FollowingSource = 'web' | 'app' | 'game';

/** Rows of a list from `start` on, as many as a block has. */
export interface FetchedRows {
  start: number;
  rows: ListRow[];
  /** Which source of another's following answered. */
  source?: FollowingSource;
}

/** A block as it was read, and what was learned with it. */
export interface FetchResult {
  block: FetchedRows;
  /** How many people the list has; `undefined` when the site did not say. */
  total: number | undefined;
  /** The sources that will not show this list. */
  refused: readonly FollowingSource[];
}

/** What earlier readings of the list told. */
export interface KnownOfList {
  total?: number | undefined;
  refused: readonly FollowingSource[];
}

/**
 * The site answered, but not who is in a list: no list at all (`list`), none of the people it counts (`rows`), or nobody
 * and no count either (`total`). That is never the same as an empty list.
 */
export class UnusableList extends Error {
  override name = 'NoInformation';
  readonly missing: 'list' | 'rows' | 'total';

  constructor(missing: UnusableList['missing']) {
    super(`The answer holds no ${missing}`);
    this.missing = missing;
  }
}

/**
 * The rows of an answer, if it says who is in the list.
 * @param first whether these are the first rows; later ones may be empty, since a list ends somewhere.
 * @throws NoInformation
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
