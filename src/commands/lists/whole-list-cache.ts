import { type CallReport, relationActs } from '../../api/index.ts';
import type { ListRow } from '../../people/list-row.ts';
import type { ListRequest } from '../../people/list-selector.ts';

/** A list that was read from its first row to its last. */
export interface WholeList {
  rows: ListRow[];
  /** How many people the site says there are; more than the rows where it does not show all. */
  total: number | undefined;
  /** Milliseconds since 1970. */
  readAt: number;
}

/**
 * Lists that were read whole, for the visit: in memory, bounded, and gone after a while without use. What is changed from
 * here is marked in them, so that they need not be read again for it.
 */
export interface WholeListCache {
  get(account: number, wanted: ListRequest): WholeList | undefined;
  put(account: number, wanted: ListRequest, list: WholeList): void;
  remove(account: number, wanted: ListRequest): void;
  /** Is told of every call that ended, well or not; what a write was for is marked as changed. */
  onCall(call: HeardCall): void;
}

/** A call of the site, as far as it concerns lists. */
type HeardCall = Pick<CallReport, 'endpoint' | 'mid' | 'outcome' | 'write'>;

/** So long a list is kept after it was last used, ms. */
const idle = 15 * 60_000;
/** So many rows are kept of all lists together: some 20 MB. */
const usualMost = 50_000;

/** `now` in milliseconds of a clock that is never set; `most` rows of all lists together, but the newest list stays whatever its size. */
export function createWholeListCache(now: () => number, most = usualMost): WholeListCache {
  /** The one used last comes last. */
  const lists = new Map<
    string,
    { account: number; list: ListRequest['list']; whole: WholeList; usedAt: number }
  >();
  let timer: NodeJS.Timeout | undefined;

  function drop(): void {
    let rows = 0;
    for (const [key, { usedAt, whole }] of [...lists].reverse()) {
      rows += whole.rows.length;
      const newest = rows === whole.rows.length;
      if (now() - usedAt > idle || (rows > most && !newest)) lists.delete(key);
    }
    clearTimeout(timer);
    timer = lists.size > 0 ? setTimeout(drop, idle + 1000).unref() : undefined;
  }

  function use(key: string, entry: { account: number; list: ListRequest['list']; whole: WholeList }): void {
    lists.delete(key);
    lists.set(key, { ...entry, usedAt: now() });
    drop();
  }

  return {
    get(account, wanted) {
      drop();
      const key = keyOf(account, wanted);
      const entry = lists.get(key);
      if (entry) use(key, entry);
      return entry?.whole;
    },
    put: (account, wanted, whole) => use(keyOf(account, wanted), { account, list: wanted.list, whole }),
    remove: (account, wanted) => void lists.delete(keyOf(account, wanted)),
    onCall({ endpoint, mid: account, outcome, write }) {
      if (write === undefined || account === undefined) return;
      const { people, act } = write;
      const mids = new Set(people);
      // Of one's own side nothing tells that somebody was removed; that they were blocked does.
      const isRemoved = act === relationActs.kick && outcome === 'ok';
      for (const [key, entry] of lists) {
        if (entry.account !== account) continue;
        const { rows } = entry.whole;
        if (endpoint === groupEnds) lists.delete(key);
        if (isRemoved && entry.list === 'fans')
          rows.splice(0, rows.length, ...rows.filter(({ mid }) => !mids.has(mid)));
        for (const row of rows) if (mids.has(row.mid)) markChanged(row);
      }
    },
  };
}

/** The end of a group changes people whom the call does not name. */
const groupEnds = 'x/relation/tag/del';

function markChanged(row: ListRow): void {
  const { side: _, ...traits } = row.traits ?? { closed: false, defaultName: false, noPicture: false };
  row.traits = { ...traits, changed: true };
}

function keyOf(account: number, { list, of, order = 'recent', text = '' }: ListRequest): string {
  return JSON.stringify([account, list, of, order, list === 'search' ? text : '']);
}
