import { type Alerts, defaultBigFanThreshold } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import type { DormancyChecks } from '../../people/dormancy-check-store.ts';
import { filterAndSortList, requestsToFind } from '../../people/fetch-facts-then-filter.ts';
import type { FilterFacts } from '../../people/filter-and-sort-rows.ts';
import { reachOfList } from '../../people/list-reach.ts';
import type { ListRequest } from '../../people/list-request.ts';
import type { ListRow } from '../../people/list-row.ts';
import { readWholeList } from '../../people/read-whole-list.ts';
import { filterOf, isFilteredOrSorted, type ListPanel, sortOf } from './list-panel-state.ts';
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
  /** Stored checks of its people that the filter used. */
  checks: FilterFacts['checks'];
}

/** A prepared reading of a whole list, not started yet. */
export interface PreparedFilter extends PreparedReading<FoundRows> {
  /** The whole list is in the cache. */
  isKnown: boolean;
}

/** Filters and sorts whole lists, which are read first unless they are in the cache. */
export type WholeListFilter = ReturnType<typeof createWholeListFilter>;

export interface WholeListFilterDeps {
  wholeListCache: WholeListCache;
  alerts: Pick<Alerts, 'subscription'>;
  checks: Pick<DormancyChecks, 'of'>;
  /** ms since 1970. */
  now: () => number;
}

/** Rows per page of Bilibili. */
const pageSize = 50;

export function createWholeListFilter({ wholeListCache, alerts, checks, now }: WholeListFilterDeps) {
  /**
   * What filters need to know: from how many fans somebody is big, a setting of the chat, and stored checks of
   * people, which are read only for panels that filter by them.
   */
  async function factsFor(
    ctx: BotContext,
    { account, filter }: Pick<ListPanel, 'account' | 'filter'>,
  ): Promise<FilterFacts> {
    const view = await alerts.subscription(ctx.home, account);
    return {
      bigFrom: view?.settings.bigFrom ?? defaultBigFanThreshold,
      checks: filter?.only.includes('dormant') ? await checks.of(account) : new Map(),
      now: now(),
    };
  }

  /** Prepares a reading of all rows that pass the panel's filter, in its order. */
  async function prepareFiltered(
    ctx: BotContext,
    panel: ListPanel,
    given?: FilterFacts,
  ): Promise<PreparedFilter> {
    const { session } = await ctx.account();
    const facts = given ?? (await factsFor(ctx, panel));
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
        const { total, readAt } = whole;
        const rows = await filterAndSortList(session, request, whole.rows, query, { facts, onRows, signal });
        return { rows, read: whole.rows.length, total, readAt, checks: facts.checks };
      },
    };
  }

  return {
    factsFor,
    prepareFiltered,
    /** Prepares a reading of the first `until` rows as the panel shows them; of all rows without `until`. */
    async prepareFirstRows(ctx: BotContext, panel: ListPanel, until?: number): Promise<PreparedFilter> {
      const whole = await prepareFiltered(ctx, panel);
      if (until === undefined) return whole;
      if (isFilteredOrSorted(panel) || whole.isKnown)
        return {
          ...whole,
          async run(onRows, signal) {
            const found = await whole.run(onRows, signal);
            return { ...found, rows: found.rows.slice(0, until) };
          },
        };
      const { session } = await ctx.account();
      return {
        isKnown: false,
        requests: requestsToRead(panel, until),
        async run(onRows, signal) {
          const { rows, total } = await readWholeList(session, requestOf(panel), onRows, { signal, until });
          const read = rows.length;
          return { rows: rows.slice(0, until), read, total, readAt: now(), checks: new Map() };
        },
      };
    },
    /** Names from the cached list, by mid. */
    namesIn: (panel: ListPanel) =>
      new Map(wholeListCache.get(panel.account, requestOf(panel))?.rows.map(({ mid, name }) => [mid, name])),
    /** Removes the list from the cache. */
    forget: (panel: ListPanel) => wholeListCache.remove(panel.account, requestOf(panel)),
  };
}

function requestsToRead(panel: ListPanel, until = Number.POSITIVE_INFINITY): number {
  const { searched, account, refused } = panel;
  const { total = Number.POSITIVE_INFINITY } = searched ?? panel;
  const rows = Math.min(total, reachOfList(panel, account, refused), until);
  return Math.max(1, Math.ceil(rows / pageSize));
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
