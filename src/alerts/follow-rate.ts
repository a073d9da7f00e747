import type { FanRow } from './fan-page.ts';
import { hour, minute } from './time-units.ts';

/** So many of the newest show a rush while it lasts; fewer would make one of chance. */
const ofLate = 10;

/**
 * How many follow an account, an hour: from the times of the fans on the first page, and from those of the newest ten where
 * these came faster. 0 where there are no fans.
 * @param rows newest first
 * @param now ms since 1970
 */
export function followRate(rows: readonly Pick<FanRow, 'mtime'>[], now: number): number {
  const over = (count: number) => {
    const oldest = rows[count - 1];
    return oldest === undefined ? 0 : (count * hour) / Math.max(minute, now - oldest.mtime * 1000);
  };
  return Math.max(over(rows.length), over(ofLate));
}
