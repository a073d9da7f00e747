import type { FanRow } from './fan-page.ts';
import { hour, minute } from './time-units.ts';

/** The newest ten fans show a rush while it lasts; fewer could be chance. */
const newestCount = 10;

/** What the rate of new fans is computed from; times in seconds since 1970. */
export interface FollowTimes {
  /** Fans on the first page. */
  count: number;
  /** When the last of them came; `undefined` without fans. */
  last: number | undefined;
  /** When the tenth of them came; `undefined` when there are fewer. */
  tenth: number | undefined;
}

/** @param rows a first page, newest first */
export function followTimes(rows: readonly Pick<FanRow, 'mtime'>[]): FollowTimes {
  return { count: rows.length, last: rows.at(-1)?.mtime, tenth: rows[newestCount - 1]?.mtime };
}

/**
 * New fans per hour: computed from the times on the first page, or from the newest ten if they came faster. 0
 * without fans.
 * @param now ms since 1970
 */
export function followRate({ count, last, tenth }: FollowTimes, now: number): number {
  const rate = (fans: number, oldest: number | undefined) =>
    oldest === undefined ? 0 : (fans * hour) / Math.max(minute, now - oldest * 1000);
  return Math.max(rate(count, last), rate(newestCount, tenth));
}
