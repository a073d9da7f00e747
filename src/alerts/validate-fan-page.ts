import type { Person } from '../api/index.ts';
import { day } from '../time-units.ts';

/** A person in a fan list whose time is known. */
export type FanRow = Person & { mtime: number };

/** A valid page of fans. */
export interface FanPage {
  /** Newest first. */
  rows: readonly FanRow[];
  total: number;
}

/** An answer that does not tell who the fans are, so no change can be concluded from it. */
export class UnusableFanPage extends Error {
  override readonly name = 'UnusableFanPage';
  readonly why: 'list' | 'total' | 'empty' | 'rows' | 'times' | 'order' | 'short';
  constructor(why: UnusableFanPage['why']) {
    super(`the list of fans says nothing: ${why}`);
    this.why = why;
  }
}

/** No follow is older: 2009-06-26, when the site opened; in seconds. */
const siteOpened = 1_245_974_400;
/** How far this machine's clock may be behind the site's before times are considered impossible, ms. */
const clockTolerance = day;

/**
 * Validates a page of fans. Rows with an impossible time are treated like rows without a time, because it
 * could not be told whether the person is new, and once known they would never be reported.
 * @param now ms
 * @throws UnusableFanPage for no list (null), no total, an empty first page with a total, more rows than
 * requested or than the total, invalid or repeated mids, rows without a time or with an impossible one, or
 * times that increase down the page (the site once returned a list in another order)
 */
export function parseFanPage(
  answer: { list: Person[] | null; total?: number | undefined },
  page: number,
  now: number,
): FanPage {
  const { list, total } = answer;
  if (list === null) throw new UnusableFanPage('list');
  if (total === undefined) throw new UnusableFanPage('total');
  if (page === 1 && list.length === 0 && total > 0) throw new UnusableFanPage('empty');
  if (list.length > pageSize || list.length > total || hasInvalidMids(list))
    throw new UnusableFanPage('rows');
  const rows = list.filter((person): person is FanRow => isPossible(person.mtime, now));
  if (rows.length < list.length) throw new UnusableFanPage('times');
  let above = Number.POSITIVE_INFINITY;
  for (const { mtime } of rows) {
    if (mtime > above) throw new UnusableFanPage('order');
    above = mtime;
  }
  return { rows, total };
}

function hasInvalidMids(list: readonly Person[]): boolean {
  return new Set(list.map(({ mid }) => mid)).size < list.length || list.some(({ mid }) => mid <= 0);
}

function isPossible(mtime: number | undefined, now: number): boolean {
  return mtime !== undefined && mtime >= siteOpened && mtime * 1000 <= now + clockTolerance;
}

/**
 * Whether an empty page can be the end of the list: of those the site lists, fewer than `missing` are unread.
 * The total may include people who are no longer listed.
 */
export function isPlausibleListEnd(seen: number, total: number, missing: number): boolean {
  return Math.min(total, maxListedFans) - seen < missing;
}

/** How far the site's answers may be out of date, in seconds. */
export const answerLagSeconds = 600;
/** How many fans of an account the site lists. */
export const maxListedFans = 1000;
/** Fans per page; the site gives no more. */
export const pageSize = 50;
