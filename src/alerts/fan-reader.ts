import type { Session } from '../api/index.ts';
import { BilibiliRefused, follows } from '../api/index.ts';
import { type KnownFans, lastPage, needsNextPage, type SeenFans } from './diff.ts';
import { type FanPage, type FanRow, mayEnd, UnusableFanPage, usableFanPage } from './fan-page.ts';
import { listedFans, pageSize } from './types.ts';

/** What a look asks of the site. What it asks for throws `BilibiliRefused` or `BilibiliUnreachable`. */
export interface FanReader {
  /** A page of the account's fans, newest first. @throws NoInformation */
  readPage(pn: number): Promise<FanPage>;
  /** Whether somebody is a fan; a closed account is nobody's. */
  isFan(mid: number): Promise<boolean>;
}

/** How a login sees its account's fans. */
export function createFanReader({ mid, relations, bothSides }: Session, signal: AbortSignal): FanReader {
  return {
    readPage: async (pn) =>
      usableFanPage(await relations.followers({ vmid: mid, pn, ps: pageSize }, { signal }), pn),
    async isFan(other) {
      try {
        const { theirs } = await bothSides.one(other, { signal });
        return follows(theirs.relation);
      } catch (error) {
        if (error instanceof BilibiliRefused && error.reason === 'gone') return false;
        throw error;
      }
    },
  };
}

/**
 * Reads on from the first page as long as new people may follow: in the quiet case not at all. Anybody missing might be
 * one of them, so an empty page before the end is a fault, unless `lenient`: when many tries have shown the same.
 */
export async function readNewFans(
  reader: FanReader,
  first: FanPage,
  before: KnownFans,
  lenient: boolean,
): Promise<SeenFans> {
  let reached = 1;
  const read = await readWhile(
    rereading(reader, first.total),
    first,
    lenient ? listedFans : 1,
    (seen, page, pn) => {
      reached = pn;
      return needsNextPage(before, seen, page);
    },
  );
  return { ...read.seen, cut: read.goesOn && reached === lastPage };
}

/**
 * Everything the site shows, and whether that is everybody: each once, as many as the total, before and after. A page
 * of people may not be missing, unless `lenient`.
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
 * When somebody leaves between two pages, the first of the second page slides up to the first page, where nobody looks
 * any more. The total tells: then the page before is read again, and what slid up stands below what is read next.
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

/** @param missing so many people must be missing for an empty page not to be taken for the end */
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
      if (!mayEnd(rows.size, page.total, missing)) throw new UnusableFanPage('short');
      return { seen: seen(), goesOn: false };
    }
    for (const row of page.rows) rows.set(row.mid, row);
  }
}
