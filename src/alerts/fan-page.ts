import type { Person } from '../api/index.ts';
import { listedFans, pageSize } from './fan-list-limits.ts';
import { day } from './time-units.ts';

/** A person in a list of fans whose time is known. */
export type FanRow = Person & { mtime: number };

/** A page of fans that says something. */
export interface FanPage {
  /** Newest first. */
  rows: readonly FanRow[];
  total: number;
}

/** An answer that says nothing about who the fans are: no reason to believe that anything has changed. */
export class UnusableFanPage extends Error {
  override readonly name = 'UnusableFanPage';
  readonly why: 'list' | 'total' | 'empty' | 'rows' | 'times' | 'order' | 'short';
  constructor(why: UnusableFanPage['why']) {
    super(`the list of fans says nothing: ${why}`);
    this.why = why;
  }
}

/** Before anybody could follow anybody: 2009-06-26, when the site was opened; seconds. */
const siteOpened = 1_245_974_400;
/** How far the clock of this machine may be behind that of the site before times are held to be impossible, ms. */
const clockTolerance = day;

/**
 * What an answer says, if anything. A row whose time cannot be is one without: whether the person is new could not be
 * told, and once known they would never be told of.
 * @param now ms
 * @throws UnusableFanPage for no list (null), no total, an empty first page beside a total, more rows than were asked for
 *   or than the total counts, rows without a person or with one twice, rows without times or with impossible ones, or times that rise down
 *   the page (the site once served a variant in another order)
 */
export function usableFanPage(
  answer: { list: Person[] | null; total?: number | undefined },
  page: number,
  now: number,
): FanPage {
  const { list, total } = answer;
  if (list === null) throw new UnusableFanPage('list');
  if (total === undefined) throw new UnusableFanPage('total');
  if (page === 1 && list.length === 0 && total > 0) throw new UnusableFanPage('empty');
  if (list.length > pageSize || list.length > total || hasOddMids(list)) throw new UnusableFanPage('rows');
  const rows = list.filter((person): person is FanRow => isPossible(person.mtime, now));
  if (rows.length < list.length) throw new UnusableFanPage('times');
  let above = Number.POSITIVE_INFINITY;
  for (const { mtime } of rows) {
    if (mtime > above) throw new UnusableFanPage('order');
    above = mtime;
  }
  return { rows, total };
}

function hasOddMids(list: readonly Person[]): boolean {
  return new Set(list.map(({ mid }) => mid)).size < list.length || list.some(({ mid }) => mid <= 0);
}

function isPossible(mtime: number | undefined, now: number): boolean {
  return mtime !== undefined && mtime >= siteOpened && mtime * 1000 <= now + clockTolerance;
}

/**
 * Whether an empty page can be the end of a list of which `seen` people have been read: fewer than `missing` of those
 * the site would show are. The total may count people whom the list no longer shows.
 */
export function mayBeEndOfList(seen: number, total: number, missing: number): boolean {
  return Math.min(total, listedFans) - seen < missing;
}
