import type { WatchRecord } from '../storage/index.ts';
import { day } from '../time-units.ts';
import { type FanRow, maxListedFans } from './validate-fan-page.ts';

const formerTime = 30 * day;
const maxFormer = 2000;

type Remembered = Pick<WatchRecord, 'known' | 'former'>;

/**
 * Updates the known fans after people were seen: keeps the newest, and remembers former ones for 30 days.
 * @param now ms
 */
export function rememberFans(
  { known, former }: Remembered,
  rows: readonly Pick<FanRow, 'mid' | 'mtime'>[],
  now: number,
): Remembered {
  const all = new Map(known);
  for (const { mid, mtime } of rows) all.set(mid, mtime);
  const sorted = [...all].sort(([, a], [, b]) => b - a);
  const back = new Set(rows.map(({ mid }) => mid));
  const kept = former.filter(([mid]) => !back.has(mid));
  const pushedOut = sorted.slice(maxListedFans).map(([mid]) => mid);
  return { known: sorted.slice(0, maxListedFans), former: formerAfter(kept, pushedOut, now) };
}

/**
 * Updates the known fans after people were found to be gone.
 * @param now ms
 */
export function forgetFans(
  { known, former }: Remembered,
  mids: ReadonlySet<number>,
  now: number,
): Remembered {
  const gone = known.map(([mid]) => mid).filter((mid) => mids.has(mid));
  return { known: known.filter(([mid]) => !mids.has(mid)), former: formerAfter(former, gone, now) };
}

function formerAfter(
  former: WatchRecord['former'],
  mids: readonly number[],
  now: number,
): WatchRecord['former'] {
  const fresh = former.filter(([, since]) => now - since < formerTime);
  return [...fresh, ...mids.map((mid): [number, number] => [mid, now])].slice(-maxFormer);
}
