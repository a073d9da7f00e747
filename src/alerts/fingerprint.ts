import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { WatchRecord } from '../storage/index.ts';
import type { FanPage } from './fan-page.ts';
import { longestUnwritten } from './reconcile.ts';
import { wantsReports } from './reports.ts';

/** What is kept in memory of the last good look. */
export interface LastPoll {
  /** Of its first page, where a look that sees the same again has nothing left to do. */
  fingerprint?: string | undefined;
  /** The last good look as it is on the disk, ms. */
  writtenAt?: number | undefined;
}

/** The same for first pages that say the same of who came when and how many there are, and for no others. */
export function fingerprintOf({ rows, total }: FanPage): string {
  return hash('sha256', `${total} ${rows.map(({ mid, mtime }) => `${mid}:${mtime}`).join()}`, 'base64');
}

/**
 * Whether nothing has happened since the last look and nothing is to be written down; then the record need not be read.
 * What a look concludes follows from the record and from what makes up the glimpse, and the same was settled before.
 */
export function isUnchanged(last: LastPoll, glimpse: string, now: number): boolean {
  return last.fingerprint === glimpse && now - (last.writtenAt ?? 0) < longestUnwritten;
}

/** A look that sees the same again has nothing left to do. */
export function isFullyTold({ lookedAt, trouble, compare, chats }: WatchRecord): boolean {
  if (lookedAt === undefined || trouble !== undefined || compare !== undefined) return false;
  return Object.values(chats).every(({ anew, settings }) => anew === undefined && !wantsReports(settings));
}

/** The record as it is when only the time of the last good look would change, or another row of the history begin, and that is young enough. */
export function worthWriting(current: WatchRecord, next: WatchRecord, now: number): WatchRecord {
  const { lookedAt, history } = current;
  if (lookedAt === undefined || now - lookedAt >= longestUnwritten) return next;
  const same = { ...next, lookedAt, ...(history && { history }) };
  return isDeepStrictEqual(same, current) ? current : next;
}
