import { isDeepStrictEqual } from 'node:util';
import type { WatchRecord } from '../storage/index.ts';
import { maxUnsavedPollAge } from './apply-poll.ts';
import { alertKinds } from './kinds/index.ts';
import { type PackedSummary, type PageSummary, unpackSummary } from './page-summary.ts';

/** What is remembered of an account's last successful poll. */
export interface LastPoll {
  /** Its first page; set only when an identical poll would have nothing to do. */
  lastPage?: PackedSummary | undefined;
  /** The stored time of the last successful poll, ms. */
  writtenAt?: number | undefined;
}

/**
 * Whether nothing has changed since the last poll and nothing needs saving, so that the record need not be
 * read. A poll's result depends only on the record and on what the fingerprint covers.
 */
export function isSameAsLastPoll(last: LastPoll | undefined, page: PageSummary, now: number): boolean {
  if (last?.lastPage === undefined || !isRecent(last.writtenAt, now)) return false;
  return unpackSummary(last.lastPage).fingerprint === page.fingerprint;
}

/** Whether a poll that sees the same as the last one would have nothing to do. */
export function hasNothingPending(record: WatchRecord): boolean {
  const { lookedAt, trouble, compare, chats } = record;
  if (lookedAt === undefined || trouble !== undefined || compare !== undefined) return false;
  return Object.values(chats).every(
    (subscription) =>
      subscription.anew === undefined &&
      !Object.values(alertKinds).some((kind) => kind.isUnfinished?.(subscription, record)),
  );
}

/**
 * Returns the current record if the next one differs only in its history and the time of the last poll, and the
 * stored time is recent enough.
 */
export function skipTrivialChange(current: WatchRecord, next: WatchRecord, now: number): WatchRecord {
  const { lookedAt, history } = current;
  if (!isRecent(lookedAt, now)) return next;
  const same = { ...next, lookedAt, ...(history && { history }) };
  return isDeepStrictEqual(same, current) ? current : next;
}

/**
 * A time in the future, saved before the clock was set back, does not count as recent, so that it is
 * replaced.
 */
function isRecent(writtenAt: number | undefined, now: number): boolean {
  return writtenAt !== undefined && writtenAt <= now && now - writtenAt < maxUnsavedPollAge;
}
