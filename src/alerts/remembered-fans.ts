import type { WatchRecord } from '../storage/index.ts';
import { day } from '../time-units.ts';
import { type FanRow, maxListedFans } from './validate-fan-page.ts';
import type { Outbox } from './watch-record-parts.ts';

const formerTime = 30 * day;
const maxFormer = 2000;
const maxNames = 300;

/**
 * Updates the known fans after people were seen: keeps the newest, and remembers former ones for 30 days.
 * @param now ms
 */
export function rememberFans(
  { known, former }: WatchRecord,
  rows: readonly Pick<FanRow, 'mid' | 'mtime'>[],
  now: number,
): Pick<WatchRecord, 'known' | 'former'> {
  const all = new Map(known);
  for (const { mid, mtime } of rows) all.set(mid, mtime);
  const sorted = [...all].sort(([, a], [, b]) => b - a);
  const back = new Set(rows.map(({ mid }) => mid));
  const kept = former.filter(([mid]) => !back.has(mid));
  const pushedOut = sorted.slice(maxListedFans).map(([mid]) => mid);
  return { known: sorted.slice(0, maxListedFans), former: formerAfter(kept, pushedOut, now) };
}

/**
 * Updates the known fans after people were found to be gone, whose names are forgotten.
 * @param now ms
 */
export function forgetFans(record: WatchRecord, mids: ReadonlySet<number>, now: number): WatchRecord {
  const { known, former, names = [], ...rest } = record;
  const gone = known.map(([mid]) => mid).filter((mid) => mids.has(mid));
  const namesLeft = names.filter(([mid]) => !mids.has(mid));
  return {
    ...rest,
    known: known.filter(([mid]) => !mids.has(mid)),
    former: formerAfter(former, gone, now),
    ...(namesLeft.length > 0 && { names: namesLeft }),
  };
}

function formerAfter(
  former: WatchRecord['former'],
  mids: readonly number[],
  now: number,
): WatchRecord['former'] {
  const fresh = former.filter(([, since]) => now - since < formerTime);
  return [...fresh, ...mids.map((mid): [number, number] => [mid, now])].slice(-maxFormer);
}

/** Remembers the names that chats are now alerted to, to name these people when they leave. */
export function rememberNames(record: WatchRecord): WatchRecord {
  const named = Object.values(record.chats).flatMap(({ pending }) => namedIn(pending));
  const names = new Map(record.names);
  for (const { mid, name } of named) {
    // The latest names come last and are dropped last.
    if (names.get(mid) === name) continue;
    names.delete(mid);
    names.set(mid, name);
  }
  return names.size === 0 ? record : { ...record, names: [...names].slice(-maxNames) };
}

function namedIn(outbox: Outbox | undefined): readonly { mid: number; name: string }[] {
  if (outbox === undefined) return [];
  return [...(outbox.bigFans?.first ?? []), ...outbox.fans.first, ...outbox.mutuals.first];
}
