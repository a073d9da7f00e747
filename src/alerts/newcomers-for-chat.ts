import { followsOpenly } from '../api/index.ts';
import type { FanRow } from './fan-page.ts';
import type { Findings } from './kinds/kind.ts';
import { day } from './time-units.ts';
import type { AlertSettings, Fan } from './types.ts';

/** From how many fans on somebody is big, unless a chat says otherwise. */
export const usualBigFrom = 10_000;

/** Those of `rows` a chat is told of: not who was a fan until less than `refollowDays` ago. */
export function newcomersFor(
  rows: readonly FanRow[],
  { before, followers, now }: Findings,
  { refollowDays }: AlertSettings,
): Fan[] {
  if (rows.length === 0) return [];
  const former = new Map(before.former);
  return rows.flatMap((row) => {
    const since = former.get(row.mid);
    const fan = fanOf(row, followers.get(row.mid));
    if (since === undefined) return [fan];
    return now - since < refollowDays * day ? [] : [{ ...fan, again: true }];
  });
}

/** Whether a chat calls somebody big; `undefined` where it is not known how many follow them. */
export function isBigFan({ fans }: Fan, { bigFrom = usualBigFrom }: AlertSettings): boolean | undefined {
  return fans === undefined ? undefined : fans >= bigFrom;
}

function fanOf(row: FanRow, fans: number | undefined): Fan {
  return {
    mid: row.mid,
    name: row.uname.slice(0, 100),
    sign: row.sign.slice(0, 200),
    face: row.face.slice(0, 500),
    at: row.mtime,
    followed: followsOpenly(row.relation),
    ...(fans !== undefined && { fans }),
    ...(row.official_verify.type >= 0 && { verified: true }),
  };
}
