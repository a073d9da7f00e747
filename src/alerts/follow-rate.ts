import type { FanRow } from './fan-page.ts';
import { hour, minute } from './time-units.ts';

/** The newest ten fans show a rush while it lasts; fewer could be chance. */
const newestCount = 10;

/**
 * New fans per hour: computed from the times on the first page, or from the newest ten if they came faster. 0
 * without fans.
 * @param rows newest first
 * @param now ms since 1970
 */
export function followRate(rows: readonly Pick<FanRow, 'mtime'>[], now: number): number {
  const over = (count: number) => {
    const oldest = rows[count - 1];
    return oldest === undefined ? 0 : (count * hour) / Math.max(minute, now - oldest.mtime * 1000);
  };
  return Math.max(over(rows.length), over(newestCount));
}
