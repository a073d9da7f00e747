import type { Session } from '../api/index.ts';
import { BilibiliRefused } from '../api/index.ts';
import { type Before, goesOn, lastPage, type Seen } from './diff.ts';
import { type FanPage, mayEnd, NoInformation, type Row, readable } from './fan-page.ts';
import { pageSize, shown } from './types.ts';

/** What a look asks of the site. What it asks for throws `BilibiliRefused` or `BilibiliUnreachable`. */
export interface Eyes {
  /** A page of the account's fans, newest first. @throws NoInformation */
  page(pn: number): Promise<FanPage>;
  /** Whether somebody is a fan; a closed account is nobody's. */
  isFan(mid: number): Promise<boolean>;
}

/** How a login sees its account's fans. */
export function eyesOf({ mid, relations, between }: Session, signal: AbortSignal): Eyes {
  return {
    page: async (pn) => readable(await relations.followers({ vmid: mid, pn, ps: pageSize }, { signal }), pn),
    async isFan(other) {
      try {
        const { beRelation } = await between(other, { signal });
        return [1, 2, 6].includes(beRelation.attribute);
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
export async function readNew(eyes: Eyes, first: FanPage, before: Before, lenient: boolean): Promise<Seen> {
  let reached = 1;
  const read = await readWhile(rereading(eyes, first.total), first, lenient ? shown : 1, (seen, page, pn) => {
    reached = pn;
    return goesOn(before, seen, page);
  });
  return { ...read.seen, cut: read.goesOn && reached === lastPage };
}

/**
 * Everything the site shows, and whether that is everybody: each once, as many as the total, before and after. A page
 * of people may not be missing, unless `lenient`.
 */
export async function readAll(
  eyes: Eyes,
  first: FanPage,
  lenient: boolean,
): Promise<{ seen: Seen; complete: boolean }> {
  let still = true;
  const { seen } = await readWhile(eyes, first, lenient ? shown : pageSize, (read, page) => {
    still = page.total === first.total;
    return read.rows.length < read.total;
  });
  return { seen, complete: still && seen.rows.length === seen.total };
}

/**
 * When somebody leaves between two pages, the first of the second page slides up to the first page, where nobody looks
 * any more. The total tells: then the page before is read again, and what slid up stands below what is read next.
 */
function rereading(eyes: Eyes, total: number): Eyes {
  let before = total;
  return {
    ...eyes,
    async page(pn) {
      const page = await eyes.page(pn);
      const hasShrunk = page.total < before;
      before = page.total;
      if (!hasShrunk) return page;
      const above = await eyes.page(pn - 1);
      return { rows: [...above.rows, ...page.rows], total: page.total };
    },
  };
}

/** @param missing so many people must be missing for an empty page not to be taken for the end */
async function readWhile(
  eyes: Eyes,
  first: FanPage,
  missing: number,
  more: (seen: Seen, page: FanPage, pn: number) => boolean,
): Promise<{ seen: Seen; goesOn: boolean }> {
  const rows = new Map<number, Row>(first.rows.map((row) => [row.mid, row]));
  const seen = (): Seen => ({ rows: [...rows.values()], total: first.total, cut: false });
  let page = first;
  for (let pn = 1; ; pn += 1) {
    const goesOn = more(seen(), page, pn);
    if (!goesOn || pn === lastPage) return { seen: seen(), goesOn };
    page = await eyes.page(pn + 1);
    if (page.rows.length === 0) {
      if (!mayEnd(rows.size, page.total, missing)) throw new NoInformation('short');
      return { seen: seen(), goesOn: false };
    }
    for (const row of page.rows) rows.set(row.mid, row);
  }
}
