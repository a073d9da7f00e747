import { followsOpenly } from '../api/index.ts';
import type { WatchRecord } from '../storage/index.ts';
import { answerLag, listedFans, pageSize } from './fan-list-limits.ts';
import type { FanPage, FanRow } from './fan-page.ts';

/** What the last good poll left: who is known since when (s), the newest time seen (s), the exact number of fans. */
export interface KnownFans {
  known: ReadonlyMap<number, number>;
  newest: number;
  total: number;
}

/** What a poll has read, pages put together: everybody once, newest first. `total` is that of the first page. */
export interface SeenFans {
  rows: readonly FanRow[];
  total: number;
  /** New people went on beyond the last page the site shows. */
  cut: boolean;
}

/** What a poll has found out. */
export interface FanDiff {
  /** Certainly new. */
  fans: FanRow[];
  /** Mutual now, and either a new fan or an old one from beyond the window who was followed back. */
  mutuals: FanRow[];
  /** New ones whom the site no longer shows: at least so many. */
  beyond: number;
  /** At least so many have gone. */
  left: number;
}

/** The part of a record that a poll is compared with. */
export function knownFansOf({ known, newest, total }: WatchRecord): KnownFans {
  return { known: new Map(known), newest, total };
}

/**
 * Tells who is new.
 *
 * New is who is not known AND came no earlier than the newest of the last good poll, less ten minutes for answers that
 * lag. Neither alone would do: a time is renewed when a relation becomes mutual, and when fans leave, old ones come up
 * into the part of the list that the site shows.
 *
 * That leaves one case: somebody unknown and mutual, while the total grew by less than people came up. It may be a new
 * fan while another left, or an old one from beyond the window whom the account has followed back.
 */
export function diffFans(before: KnownFans, seen: SeenFans): FanDiff {
  const newcomers = seen.rows.filter((row) => isNewcomer(before, row));
  const grown = seen.total - before.total;
  const renewed = seen.rows.filter((row) => isRenewed(before, row));
  const back = renewed.filter((row) => !followsOpenly(row.relation)).length;
  // Somebody known may have left and come back, which also makes the total grow: only beyond them is growth a proof.
  const proven = grown >= newcomers.length + renewed.length;
  const unsure = (row: FanRow) => !proven && followsOpenly(row.relation);
  return {
    fans: newcomers.filter((row) => !unsure(row)),
    mutuals: newcomers.filter(unsure),
    beyond: seen.cut ? Math.max(0, grown - newcomers.length) : 0,
    left: Math.max(0, newcomers.length + back - grown),
  };
}

/**
 * Whether new people may go on below the `page` read last: it reaches into the time since the last good poll, and
 * either shows nobody who stands where they stood, or the total grew by more than have come up.
 */
export function needsNextPage(before: KnownFans, read: SeenFans, page: FanPage): boolean {
  const last = page.rows.at(-1);
  if (last === undefined || read.rows.length >= read.total) return false;
  if (last.mtime < before.newest - answerLag) return false;
  if (!hasUnmovedFan(before, page)) return true;
  const { fans, mutuals } = diffFans(before, read);
  return read.total - before.total > fans.length + mutuals.length;
}

/** Whether somebody on a page stands where they stood, so that nobody below is new unless answers lag. */
export function hasUnmovedFan({ known }: KnownFans, page: FanPage): boolean {
  return page.rows.some((row) => known.get(row.mid) === row.mtime);
}

/** The last page the site fills. */
export const lastPage = listedFans / pageSize;

function isNewcomer({ known, newest }: KnownFans, { mid, mtime }: FanRow): boolean {
  return !known.has(mid) && mtime >= newest - answerLag;
}

/** Known, and since then at the top again: followed back, or gone and back. */
function isRenewed({ known }: KnownFans, { mid, mtime }: FanRow): boolean {
  const at = known.get(mid);
  return at !== undefined && mtime > at;
}
