import { diffFans, type KnownFans, type SeenFans } from './diff-fans.ts';
import type { FanReader } from './poll-requests.ts';
import {
  answerLagSeconds,
  type FanPage,
  type FanRow,
  isPlausibleListEnd,
  maxListedFans,
  pageSize,
  UnusableFanPage,
} from './validate-fan-page.ts';

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
    lenient ? maxListedFans : 1,
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
  const { seen } = await readWhile(reader, first, lenient ? maxListedFans : pageSize, (read, page) => {
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
      if (!isPlausibleListEnd(rows.size, page.total, missing)) throw new UnusableFanPage('short');
      return { seen: seen(), goesOn: false };
    }
    for (const row of page.rows) rows.set(row.mid, row);
  }
}

/**
 * Whether new fans may continue below the last page read: everyone on it came after the last successful poll,
 * and either nobody on it is unmoved, or the total grew by more than the new fans found so far.
 */
export function needsNextPage(before: KnownFans, read: SeenFans, page: FanPage): boolean {
  const last = page.rows.at(-1);
  if (last === undefined || read.rows.length >= read.total) return false;
  if (last.mtime < before.newest - answerLagSeconds) return false;
  if (!hasUnmovedFan(before, page)) return true;
  const { fans, mutuals } = diffFans(before, read);
  return read.total - before.total > fans.length + mutuals.length;
}

/**
 * Whether a known fan on the page has the same time as before, so that nobody below is new unless answers are
 * out of date.
 */
function hasUnmovedFan({ known }: KnownFans, page: FanPage): boolean {
  return page.rows.some((row) => known.get(row.mid) === row.mtime);
}

/** The last page the site gives. */
const lastPage = maxListedFans / pageSize;
