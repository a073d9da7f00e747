import { type CallReport, relationActs } from '../../api/index.ts';
import type { ListRequest } from '../../people/list-request.ts';
import type { ListRow } from '../../people/list-row.ts';

/** A list read from its first row to its last. */
export interface WholeList {
  rows: ListRow[];
  /** How many people Bilibili says there are; more than the rows where it does not show all. */
  total: number | undefined;
  /** ms since 1970. */
  readAt: number;
}

/**
 * Cache of whole lists: in memory, bounded, and dropped when unused for a while. Changes made by this program
 * are marked in the rows, so that lists need not be read again.
 */
export interface WholeListCache {
  get(account: number, wanted: ListRequest): WholeList | undefined;
  put(account: number, wanted: ListRequest, list: WholeList): void;
  remove(account: number, wanted: ListRequest): void;
  /** Call for every finished request, successful or not; the people of a write are marked as changed. */
  onCall(call: Pick<CallReport, 'endpoint' | 'mid' | 'outcome' | 'write'>): void;
}

interface Entry {
  account: number;
  list: ListRequest['list'];
  whole: WholeList;
}

/** How long a list is kept after its last use, ms. */
const idle = 15 * 60_000;
/** Most rows of all lists together: about 20 MB. */
const usualMost = 50_000;

/**
 * `now` in ms of a monotonic clock; `most`: rows of all lists together, but the newest list stays whatever
 * its size.
 */
export function createWholeListCache(now: () => number, most = usualMost): WholeListCache {
  /** Ordered by last use, the latest last. */
  const lists = new Map<string, Entry & { usedAt: number }>();
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

  function use(key: string, entry: Entry): void {
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
      // The account's own side of the relation does not show that a fan was removed, but it shows that they
      // were blocked.
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

/** Deleting a group changes people whom the request does not name. */
const groupEnds = 'x/relation/tag/del';

function markChanged(row: ListRow): void {
  const { side: _, ...traits } = row.traits ?? { closed: false, defaultName: false, noPicture: false };
  row.traits = { ...traits, changed: true };
}

function keyOf(account: number, { list, of, order = 'recent', text = '' }: ListRequest): string {
  return JSON.stringify([account, list, of, order, list === 'search' ? text : '']);
}
