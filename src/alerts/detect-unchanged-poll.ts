import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { WatchRecord } from '../storage/index.ts';
import { longestUnwritten } from './apply-poll.ts';
import type { FanPage } from './fan-page.ts';
import { alertKinds } from './kinds/index.ts';

/** What is kept in memory of the last good poll. */
export interface LastPoll {
  /** Of its first page, where a poll that sees the same again has nothing left to do. */
  fingerprint?: string | undefined;
  /** The last good poll as it is on the disk, ms. */
  writtenAt?: number | undefined;
}

/** The same for first pages that say the same of who came when and how many there are, and for no others. */
export function fanPageFingerprint({ rows, total }: FanPage): string {
  return hash('sha256', `${total} ${rows.map(({ mid, mtime }) => `${mid}:${mtime}`).join()}`, 'binary');
}

/**
 * Whether nothing has happened since the last poll and nothing is to be written down; then the record need not be read.
 * What a poll concludes follows from the record and from what makes up the fingerprint, and it concluded that before.
 */
export function isUnchanged(last: LastPoll, fingerprint: string, now: number): boolean {
  return last.fingerprint === fingerprint && isYoung(last.writtenAt, now);
}

/** Whether a poll that sees the same again has nothing left to do. */
export function isFullyTold(record: WatchRecord): boolean {
  const { lookedAt, trouble, compare, chats } = record;
  if (lookedAt === undefined || trouble !== undefined || compare !== undefined) return false;
  return Object.values(chats).every(
    (subscription) =>
      subscription.anew === undefined &&
      !Object.values(alertKinds).some((kind) => kind.isUnfinished?.(subscription, record)),
  );
}

/**
 * The record as it is when only the time of the last good poll would change, or another row of the history begin, and that
 * is young enough.
 */
export function unlessTrivialChange(current: WatchRecord, next: WatchRecord, now: number): WatchRecord {
  const { lookedAt, history } = current;
  if (!isYoung(lookedAt, now)) return next;
  const same = { ...next, lookedAt, ...(history && { history }) };
  return isDeepStrictEqual(same, current) ? current : next;
}

/** A time beyond now, from before the clock was set back, is written anew, too. */
function isYoung(writtenAt: number | undefined, now: number): boolean {
  return writtenAt !== undefined && writtenAt <= now && now - writtenAt < longestUnwritten;
}
