import { BilibiliRefused, BilibiliUnreachable, follows, type Session } from '../api/index.ts';
import { hasUnmovedFan, type KnownFans, lastPage, needsNextPage, type SeenFans } from './diff-fans.ts';
import { listedFans, pageSize } from './fan-list-limits.ts';
import { type FanPage, type FanRow, mayBeEndOfList, UnusableFanPage, usableFanPage } from './fan-page.ts';

/** The requests of a poll. They throw `BilibiliRefused` or `BilibiliUnreachable` unless noted. */
export interface FanReader {
  /**
   * A page of the account's fans, newest first.
   * @throws UnusableFanPage
   */
  readPage(pn: number): Promise<FanPage>;
  /** Whether a person is a fan, and whether the account follows them; a closed account is not a fan. */
  relationTo(mid: number): Promise<{ isFan: boolean; followed: boolean }>;
  /**
   * The fan counts of the first twenty of these people, in one request. Empty when the site gives none; never
   * fails because of the site, because nothing depends on it.
   */
  readFollowers(mids: readonly number[]): Promise<ReadonlyMap<number, number>>;
}

/** The most people whose counts come in one answer. */
const mostCounted = 20;
/**
 * How long counts may take, ms: while a long job keeps the login busy there is no turn for them, and alerts
 * must not wait.
 */
const countPatience = 5000;

/** Requests of polls count against this share of the budget. */
const share = 'polls';

/**
 * Reads an account's fans through its session.
 * @param now ms since 1970
 */
export function createFanReader(session: Session, signal: AbortSignal, now: () => number): FanReader {
  return {
    readPage: async (pn) =>
      usableFanPage(
        await session.relations.followers({ vmid: session.mid, pn, ps: pageSize }, { signal, share }),
        pn,
        now(),
      ),
    async relationTo(other) {
      try {
        const { mine, theirs } = await session.bothSides.one(other, { signal, share });
        return { isFan: follows(theirs.relation), followed: follows(mine.relation) };
      } catch (error) {
        if (error instanceof BilibiliRefused && error.reason === 'gone')
          return { isFan: false, followed: false };
        throw error;
      }
    },
    async readFollowers(mids) {
      const asked = mids.slice(0, mostCounted);
      if (asked.length === 0) return new Map();
      const patience = AbortSignal.any([signal, AbortSignal.timeout(countPatience)]);
      try {
        const answer = await session.people.stats({ mids: asked }, { signal: patience, share });
        return new Map(Object.values(answer).map((stat) => [stat.mid, stat.follower]));
      } catch (error) {
        signal.throwIfAborted();
        const isSites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
        if (!isSites && !patience.aborted) throw error;
        return new Map();
      }
    },
  };
}

/**
 * Reads more pages as long as they may contain new fans; usually none. A missing person might be a new fan,
 * so an empty page before the end is an error, unless `lenient`: after repeated failures it is accepted.
 */
export async function readNewFans(
  reader: FanReader,
  first: FanPage,
  before: KnownFans,
  lenient: boolean,
): Promise<SeenFans> {
  let isCut = false;
  const read = await readWhile(
    rereading(reader, first.total),
    first,
    lenient ? listedFans : 1,
    (seen, page, pn) => {
      isCut = pn === lastPage && !hasUnmovedFan(before, page);
      return needsNextPage(before, seen, page);
    },
  );
  return { ...read.seen, cut: read.goesOn && isCut };
}

/**
 * Reads the whole listed part, and tells whether that is everybody: each once, as many as the total, which
 * stayed the same. No whole page of people may be missing, unless `lenient`.
 */
export async function readAllFans(
  reader: FanReader,
  first: FanPage,
  lenient: boolean,
): Promise<{ seen: SeenFans; complete: boolean }> {
  let still = true;
  const { seen } = await readWhile(reader, first, lenient ? listedFans : pageSize, (read, page) => {
    still = page.total === first.total;
    return read.rows.length < read.total;
  });
  return { seen, complete: still && seen.rows.length === seen.total };
}

/**
 * When a fan leaves between two requests, the first fan of the next page moves up to the page already read
 * and would be missed. The total shows that; the previous page is then read again.
 */
function rereading(reader: FanReader, total: number): FanReader {
  let before = total;
  return {
    ...reader,
    async readPage(pn) {
      const page = await reader.readPage(pn);
      const hasShrunk = page.total < before;
      before = page.total;
      if (!hasShrunk) return page;
      const above = await reader.readPage(pn - 1);
      return { rows: [...above.rows, ...page.rows], total: page.total };
    },
  };
}

/** @param missing an empty page is an error when at least this many people are still unread */
async function readWhile(
  reader: FanReader,
  first: FanPage,
  missing: number,
  more: (seen: SeenFans, page: FanPage, pn: number) => boolean,
): Promise<{ seen: SeenFans; goesOn: boolean }> {
  const rows = new Map<number, FanRow>(first.rows.map((row) => [row.mid, row]));
  const seen = (): SeenFans => ({ rows: [...rows.values()], total: first.total, cut: false });
  let page = first;
  for (let pn = 1; ; pn += 1) {
    const goesOn = more(seen(), page, pn);
    if (!goesOn || pn === lastPage) return { seen: seen(), goesOn };
    page = await reader.readPage(pn + 1);
    if (page.rows.length === 0) {
      if (!mayBeEndOfList(rows.size, page.total, missing)) throw new UnusableFanPage('short');
      return { seen: seen(), goesOn: false };
    }
    for (const row of page.rows) rows.set(row.mid, row);
  }
}
