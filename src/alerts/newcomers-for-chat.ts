import { followsOpenly } from '../api/index.ts';
import { day } from '../time-units.ts';
import type { Findings } from './kinds/kind.ts';
import type { FanRow } from './validate-fan-page.ts';
import type { AlertSettings, Fan } from './watch-record-parts.ts';

/** The new fans that a chat is alerted to: not those who were fans less than `refollowDays` ago. */
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
