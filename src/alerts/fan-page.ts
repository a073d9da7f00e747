import type { Person } from '../api/index.ts';
import { listedFans } from './types.ts';

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
  override readonly name = 'NoInformation';
  readonly why: 'list' | 'total' | 'empty' | 'times' | 'order' | 'short';
  constructor(why: UnusableFanPage['why']) {
    super(`the list of fans says nothing: ${why}`);
    this.why = why;
  }
}

/**
 * What an answer says, if anything.
 * @throws NoInformation: no list (null), no total, an empty first page beside a total, rows without times, or times
 *   that rise down the page (the site once served a variant in another order).
 */
export function usableFanPage(
  answer: { list: Person[] | null; total?: number | undefined },
  page: number,
): FanPage {
  const { list, total } = answer;
  if (list === null) throw new UnusableFanPage('list');
  if (total === undefined) throw new UnusableFanPage('total');
  if (page === 1 && list.length === 0 && total > 0) throw new UnusableFanPage('empty');
  const rows = list.filter(hasTime);
  if (rows.length < list.length) throw new UnusableFanPage('times');
  let above = Number.POSITIVE_INFINITY;
  for (const { mtime } of rows) {
    if (mtime > above) throw new UnusableFanPage('order');
    above = mtime;
  }
  return { rows, total };
}

function hasTime(person: Person): person is FanRow {
  return person.mtime !== undefined;
}

/**
 * Whether an empty page can be the end of a list of which `seen` people have been read: fewer than `missing` of those
 * the site would show are. The total may count people whom the list no longer shows.
 */
export function mayEnd(seen: number, total: number, missing: number): boolean {
  return Math.min(total, listedFans) - seen < missing;
}
