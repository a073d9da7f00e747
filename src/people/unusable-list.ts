/**
 * The site answered, but not who is in the list: there is no list (`list`), no people although it counts some
 * (`rows`), or neither people nor a count (`total`). Never treated as an empty list.
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
