import type { WatchRecord } from '../storage/index.ts';
import { enqueue } from './enqueue.ts';
import { listedFans } from './fan-list-limits.ts';
import type { FanPage } from './fan-page.ts';
import { type FanReader, readAllFans } from './fan-reader.ts';
import { forgetFans } from './known-and-former-fans.ts';
import { peopleBatchOf } from './people-batch.ts';
import { forgetNames } from './remembered-names.ts';
import type { Fan } from './types.ts';

/** How many of those missing are asked about in one go; the others next time. */
const mostQuestions = 50;

/** Somebody who is no longer a fan; `followed`: the account follows them. */
interface LostFan {
  mid: number;
  followed: boolean;
}

/** What a reading of the whole list says of those who were known. */
export interface MissingFans {
  /** No longer fans, each one asked about. */
  lost: readonly LostFan[];
  /** Whether that settles it; otherwise the list is to be read again. */
  settled: boolean;
}

/**
 * Finds who of the known is no longer in the list. Only a complete list says so, and a person is lost only when the
 * relation says the same; nobody is asked about who would not be told of anyway.
 */
export async function findMissingFans(
  reader: FanReader,
  first: FanPage,
  record: Pick<WatchRecord, 'known' | 'compare'>,
): Promise<MissingFans> {
  if (first.total > listedFans) return { lost: [], settled: true };
  const { seen, complete } = await readAllFans(reader, first, false);
  if (!complete) return { lost: [], settled: false };
  const there = new Set(seen.rows.map(({ mid }) => mid));
  const missing = record.known.map(([mid]) => mid).filter((mid) => !there.has(mid));
  if (record.compare === 'silent')
    return { lost: missing.map((mid) => ({ mid, followed: false })), settled: true };
  const lost: LostFan[] = [];
  for (const mid of missing.slice(0, mostQuestions)) {
    const { isFan, followed } = await reader.relationTo(mid);
    if (!isFan) lost.push({ mid, followed });
  }
  return { lost, settled: missing.length <= mostQuestions };
}

/** The record once it is known who has left, told to the chats that want to know. @param now ms */
export function reconcileMissingFans(
  record: WatchRecord,
  { lost, settled }: MissingFans,
  now: number,
): WatchRecord {
  const { compare, ...rest } = record;
  const gone = new Set(lost.map(({ mid }) => mid));
  const known = new Map(record.known);
  const told = compare === 'tell' ? lost.filter(({ mid }) => known.has(mid)) : [];
  const names = new Map(record.names);
  const fans = told.map(
    ({ mid, followed }): Fan => ({
      mid,
      name: names.get(mid) ?? '',
      sign: '',
      face: '',
      at: known.get(mid) ?? 0,
      followed,
    }),
  );
  const batch = peopleBatchOf(fans);
  return {
    ...forgetNames(
      enqueue(rest, ({ settings }) => (settings.lost ? { lost: batch } : undefined)),
      gone,
    ),
    ...forgetFans(record, gone, now),
    ...(!settled && compare !== undefined && { compare }),
  };
}
