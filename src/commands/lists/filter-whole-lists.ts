import type { Session } from '../../api/index.ts';
import { filterAndSortList, requestsToFind } from '../../people/filter-and-sort-list.ts';
import type { FilterFacts } from '../../people/filter-and-sort-rows.ts';
import { reachOfList } from '../../people/list-reach.ts';
import type { ListRequest } from '../../people/list-request.ts';
import type { ListRow } from '../../people/list-row.ts';
import { readWholeList } from '../../people/read-whole-list.ts';
import { filterOf, isFilteredOrSorted, type ListPanel, sortOf } from './list-panel.ts';
import type { PreparedReading } from './read-in-background.ts';
import type { WholeListCache } from './whole-list-cache.ts';

/** The rows of a whole list that pass its filter. */
export interface FoundRows {
  rows: readonly ListRow[];
  /** How many rows were read. */
  read: number;
  /** How many people the list has, as far as Bilibili said. */
  total: number | undefined;
  /** When the list was read, ms since 1970. */
  readAt: number;
}

/** A prepared reading of a whole list, not started yet. */
export interface PreparedFilter extends PreparedReading<FoundRows> {
  /** The whole list is in the cache. */
  isKnown: boolean;
}

/** Filters and sorts whole lists, which are read first unless they are in the cache. */
export interface WholeListFilter {
  /** Prepares a reading of all rows that pass the panel's filter, in its order. */
  prepareFiltered(session: Session, panel: ListPanel, facts: FilterFacts): PreparedFilter;
  /** Prepares a reading of the first `until` rows as the panel shows them; of all rows without `until`. */
  prepareFirstRows(session: Session, panel: ListPanel, facts: FilterFacts, until?: number): PreparedFilter;
  /** Names from the cached list, by mid. */
  namesIn(panel: ListPanel): Map<number, string>;
  /** Removes the list from the cache. */
  forget(panel: ListPanel): void;
}

/** Rows per page of Bilibili. */
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
