import type { WatchRecord } from '../storage/index.ts';
import { enqueue } from './outbox.ts';
import { fanBatchOf } from './people-in-outbox.ts';
import type { FanReader } from './poll-requests.ts';
import { readAllFans } from './read-fan-list.ts';
import { forgetFans } from './remembered-fans.ts';
import { type FanPage, maxListedFans } from './validate-fan-page.ts';
import type { Fan } from './watch-record-parts.ts';

/** The most missing people whose relation is checked at once; the rest are checked the next time. */
const maxChecksAtOnce = 50;

/** A person who is no longer a fan. `followed`: whether the account follows them. */
interface LostFan {
  mid: number;
  followed: boolean;
}

/** The result of comparing the whole list with the known fans. */
export interface MissingFans {
  /** People who are no longer fans, each confirmed by the relation. */
  lost: readonly LostFan[];
  /** Whether the search is complete; otherwise the list has to be read again. */
  settled: boolean;
}

/**
 * Finds known fans who are no longer in the list. A person is lost only if the list is complete and their
 * relation confirms it; nobody is checked who would not be reported anyway.
 */
export async function findMissingFans(
  reader: FanReader,
  first: FanPage,
  record: Pick<WatchRecord, 'known' | 'compare'>,
): Promise<MissingFans> {
  if (first.total > maxListedFans) return { lost: [], settled: true };
  const { seen, complete } = await readAllFans(reader, first, false);
  if (!complete) return { lost: [], settled: false };
  const there = new Set(seen.rows.map(({ mid }) => mid));
  const missing = record.known.map(([mid]) => mid).filter((mid) => !there.has(mid));
  if (record.compare === 'silent')
    return { lost: missing.map((mid) => ({ mid, followed: false })), settled: true };
  const lost: LostFan[] = [];
  for (const mid of missing.slice(0, maxChecksAtOnce)) {
    const { isFan, followed } = await reader.relationTo(mid);
    if (!isFan) lost.push({ mid, followed });
  }
  return { lost, settled: missing.length <= maxChecksAtOnce };
}

/**
 * The record after lost fans were found, with alerts for the chats that want them.
 * @param now ms
 */
export function reconcileMissingFans(
  record: WatchRecord,
  { lost, settled }: MissingFans,
  now: number,
): WatchRecord {
  const { compare, ...rest } = record;
  const gone = new Set(lost.map(({ mid }) => mid));
  const known = new Map(record.known);
  const reported = compare === 'tell' ? lost.filter(({ mid }) => known.has(mid)) : [];
  const names = new Map(record.names);
  const fans = reported.map(
    ({ mid, followed }): Fan => ({
      mid,
      name: names.get(mid) ?? '',
      sign: '',
      face: '',
      at: known.get(mid) ?? 0,
      followed,
    }),
  );
  const batch = fanBatchOf(fans);
  const told = enqueue(rest, ({ settings }) => (settings.lost ? { lost: batch } : undefined));
  return { ...forgetFans(told, gone, now), ...(!settled && compare !== undefined && { compare }) };
}
