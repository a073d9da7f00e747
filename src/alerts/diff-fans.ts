import { followsOpenly } from '../api/index.ts';
import type { WatchRecord } from '../storage/index.ts';
import { answerLagSeconds, type FanRow } from './validate-fan-page.ts';

/**
 * What the last successful poll knew: fans with the time they came (s), the latest such time (s), the exact
 * number of fans.
 */
export interface KnownFans {
  known: ReadonlyMap<number, number>;
  newest: number;
  total: number;
}

/**
 * What a poll has read from all its pages: everyone once, newest first. `total` is that of the first page.
 */
export interface SeenFans {
  rows: readonly FanRow[];
  total: number;
  /** Whether new fans continue beyond the last page the site gives. */
  cut: boolean;
}

/** The difference between two polls. */
export interface FanDiff {
  /** Certainly new fans. */
  fans: FanRow[];
  /**
   * People who are mutual now: either new fans, or old ones from beyond the listed part who were followed
   * back.
   */
  mutuals: FanRow[];
  /** The least number of new fans that the site no longer lists. */
  beyond: number;
  /** The least number of fans who have left. */
  left: number;
}

/** The part of a record that polls are compared with. */
export function knownFansOf({ known, newest, total }: WatchRecord): KnownFans {
  return { known: new Map(known), newest, total };
}

/**
 * Finds new fans. A person is new who is not known AND came no earlier than the newest fan of the last
 * successful poll, less ten minutes because answers may be out of date. Neither condition is enough alone:
 * the time is renewed when a relation becomes mutual, and when fans leave, old ones move up into the listed
 * part. One case stays open: an unknown mutual person while the total grew by less than the people who moved
 * up. That may be a new fan while another left, or an old one from beyond the listed part whom the account
 * has followed back.
 */
export function diffFans(before: KnownFans, seen: SeenFans): FanDiff {
  const newcomers = seen.rows.filter((row) => isNewcomer(before, row));
  const grown = seen.total - before.total;
  const renewed = seen.rows.filter((row) => isRenewed(before, row));
  const back = renewed.filter((row) => !followsOpenly(row.relation)).length;
  // Known people may have left and come back, which also increases the total; only growth beyond that proves
  // new fans.
  const proven = grown >= newcomers.length + renewed.length;
  const unsure = (row: FanRow) => !proven && followsOpenly(row.relation);
  return {
    fans: newcomers.filter((row) => !unsure(row)),
    mutuals: newcomers.filter(unsure),
    beyond: seen.cut ? Math.max(0, grown - newcomers.length) : 0,
    left: Math.max(0, newcomers.length + back - grown),
  };
}

function isNewcomer({ known, newest }: KnownFans, { mid, mtime }: FanRow): boolean {
  return !known.has(mid) && mtime >= newest - answerLagSeconds;
}

/** Whether a known fan has a newer time: followed back, or left and returned. */
function isRenewed({ known }: KnownFans, { mid, mtime }: FanRow): boolean {
  const at = known.get(mid);
  return at !== undefined && mtime > at;
}
