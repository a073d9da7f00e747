import type { WatchRecord } from '../storage/index.ts';
import { enqueue } from './enqueue.ts';
import type { FanPage } from './fan-page.ts';
import { type FanReader, readAllFans } from './fan-reader.ts';
import { forgetFans } from './reconcile.ts';
import { listedFans } from './types.ts';

/** How many of those missing are asked about in one go; the others next time. */
const mostQuestions = 50;

/** What a reading of the whole list says of those who were known. */
export interface MissingFans {
  /** No longer fans, each one asked about. */
  lost: number[];
  /** Whether that settles it; otherwise the list is to be read again. */
  settled: boolean;
}

/**
 * Looks who of the known is no longer in the list. Only a complete list says so, and a person is lost only when the
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
  if (record.compare === 'silent') return { lost: missing, settled: true };
  const lost: number[] = [];
  for (const mid of missing.slice(0, mostQuestions)) {
    if (!(await reader.isFan(mid))) lost.push(mid);
  }
  return { lost, settled: missing.length <= mostQuestions };
}

/** The record once it is known who has left, told to the chats that want to know. */
export function reconcileMissingFans(
  record: WatchRecord,
  { lost, settled }: MissingFans,
  now: number,
): WatchRecord {
  const { compare, ...rest } = record;
  const gone = new Set(lost);
  const known = new Set(record.known.map(([mid]) => mid));
  const told = compare === 'tell' ? lost.filter((mid) => known.has(mid)) : [];
  return {
    ...enqueue(rest, ({ settings }) => (settings.lost ? { lost: told } : {})),
    ...forgetFans(record, gone, now),
    ...(!settled && compare !== undefined && { compare }),
  };
}
