import type { Session } from '../../api/index.ts';
import { filterAndSortList, requestsToFind } from '../../people/filter-and-sort-list.ts';
import type { FilterFacts } from '../../people/filter-and-sort-rows.ts';
import { reachOfList } from '../../people/list-reach.ts';
import type { ListRow } from '../../people/list-row.ts';
import type { ListRequest } from '../../people/list-selector.ts';
import { readWholeList } from '../../people/read-whole-list.ts';
import { filterOf, isFilteredOrSorted, type ListPanel, sortOf } from './list-panel.ts';
import type { PreparedReading } from './read-in-background.ts';
import type { WholeListCache } from './whole-list-cache.ts';

/** People of a list that were looked for among all of it. */
export interface FoundRows {
  rows: readonly ListRow[];
  /** Among so many rows, */
  read: number;
  /** of so many people, as far as the site said. */
  total: number | undefined;
  /** When the list was read, ms since 1970. */
  readAt: number;
}

/** A search that was not begun yet. */
export interface PreparedFilter extends PreparedReading<FoundRows> {
  /** The list was read whole before, and is kept. */
  isKnown: boolean;
}

/** Looks for people in whole lists. */
export interface WholeListFilter {
  /** Those whom the panel's filter wants, in its order. */
  prepareFiltered(session: Session, panel: ListPanel, facts: FilterFacts): PreparedFilter;
  /** Those of the first `until` rows as the panel shows them; all of them without `until`. */
  prepareFirstRows(session: Session, panel: ListPanel, facts: FilterFacts, until?: number): PreparedFilter;
  /** The names of people as far as the list was read whole. */
  namesIn(panel: ListPanel): Map<number, string>;
  /** The list is read anew when it is next searched. */
  forget(panel: ListPanel): void;
}

/** Rows of a page of the site. */
const pageSize = 50;

/** `now` in milliseconds since 1970. */
export function createWholeListFilter(wholeListCache: WholeListCache, now: () => number): WholeListFilter {
  function requestsToRead(panel: ListPanel, until = Number.POSITIVE_INFINITY): number {
    const { searched, account, refused } = panel;
    const { total } = searched ?? panel;
    const rows = Math.min(total ?? Number.POSITIVE_INFINITY, reachOfList(panel, account, refused), until);
    return Math.max(1, Math.ceil(rows / pageSize));
  }

  function prepareFiltered(session: Session, panel: ListPanel, facts: FilterFacts): PreparedFilter {
    const query = { filter: filterOf(panel), sort: sortOf(panel) };
    const request = requestOf(panel);
    const known = wholeListCache.get(session.mid, request);
    return {
      isKnown: known !== undefined,
      requests: known ? requestsToFind(known.rows, query, facts) : requestsToRead(panel),
      async run(onRows, signal) {
        let whole = wholeListCache.get(session.mid, request);
        if (whole === undefined) {
          const { rows, total } = await readWholeList(session, request, onRows, { signal });
          whole = { rows, total, readAt: now() };
          wholeListCache.put(session.mid, request, whole);
        }
        const rows = await filterAndSortList(session, request, whole.rows, query, { facts, onRows, signal });
        return { rows, read: whole.rows.length, total: whole.total, readAt: whole.readAt };
      },
    };
  }

  return {
    prepareFiltered,
    prepareFirstRows(session, panel, facts, until) {
      const whole = prepareFiltered(session, panel, facts);
      if (until === undefined) return whole;
      if (isFilteredOrSorted(panel) || whole.isKnown)
        return {
          ...whole,
          async run(onRows, signal) {
            const found = await whole.run(onRows, signal);
            return { ...found, rows: found.rows.slice(0, until) };
          },
        };
      return {
        isKnown: false,
        requests: requestsToRead(panel, until),
        async run(onRows, signal) {
          const { rows, total } = await readWholeList(session, requestOf(panel), onRows, { signal, until });
          return { rows: rows.slice(0, until), read: rows.length, total, readAt: now() };
        },
      };
    },
    namesIn: (panel) =>
      new Map(wholeListCache.get(panel.account, requestOf(panel))?.rows.map(({ mid, name }) => [mid, name])),
    forget: (panel) => wholeListCache.remove(panel.account, requestOf(panel)),
  };
}

function requestOf({ list, of, order, text, noted }: ListPanel): ListRequest {
  return {
    list,
    of,
    ...(order && { order }),
    ...(text !== undefined && { text }),
    ...(noted && { noted }),
  };
}
