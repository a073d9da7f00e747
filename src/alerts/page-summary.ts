import { hash } from 'node:crypto';
import { type FollowTimes, followTimes } from './poll-interval.ts';
import type { FanPage } from './validate-fan-page.ts';

/** What is remembered of an account's first page; small, because there may be many thousands. */
export interface PageSummary extends FollowTimes {
  /** Digest of the body it came in; the site may send the same fans in other bytes. */
  digest: string;
  /** Equal when, and only when, the same fans came at the same times and the total is the same. */
  fingerprint: string;
  total: number;
}

export function summarizePage(page: FanPage, digest: string): PageSummary {
  const { rows, total } = page;
  const content = `${total} ${rows.map(({ mid, mtime }) => `${mid}:${mtime}`).join()}`;
  const { count, last, tenth } = followTimes(rows);
  return { digest, fingerprint: hash('sha256', content, 'binary'), total, count, last, tenth };
}
