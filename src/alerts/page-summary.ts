import { hash } from 'node:crypto';
import { type FollowTimes, followTimes } from './poll-interval.ts';
import type { FanPage } from './validate-fan-page.ts';

/** What is remembered of an account's first page. */
export interface PageSummary extends FollowTimes {
  /** Digest of the body it came in, 8 characters; the site may send the same fans in other bytes. */
  digest: string;
  /** Equal when the same fans came at the same times and the total is the same; 8 characters. */
  fingerprint: string;
  total: number;
}

export function summarizePage(page: FanPage, digest: string): PageSummary {
  const { rows, total } = page;
  const content = `${total} ${rows.map(({ mid, mtime }) => `${mid}:${mtime}`).join()}`;
  const { count, last, tenth } = followTimes(rows);
  // 64 bits are enough: that a changed page seems the same takes longer than there are fans.
  return { digest, fingerprint: hash('sha256', content, 'binary').slice(0, 8), total, count, last, tenth };
}

/** A summary as it is kept, because there may be many thousands: a string takes 56 bytes, an object 112. */
export type PackedSummary = string;

/** The latest time that is kept as it is, in 2106, seconds since 1970; only a clock set wrongly lets a later one come here. */
const latestTime = 0xffff_ffff;
const scratch = Buffer.alloc(33);

export function packSummary({ digest, fingerprint, total, count, last, tenth }: PageSummary): PackedSummary {
  // Without a digest, nothing that comes later is the same.
  scratch.write(digest.padEnd(8, '\0') + fingerprint, 'latin1');
  scratch.writeDoubleLE(total, 16);
  scratch.writeUInt32LE(Math.min(last ?? 0, latestTime), 24);
  scratch.writeUInt32LE(Math.min(tenth ?? 0, latestTime), 28);
  scratch.writeUInt8(count, 32);
  return scratch.toString('latin1');
}

export function unpackSummary(packed: PackedSummary): PageSummary {
  scratch.write(packed, 'latin1');
  return {
    digest: packed.slice(0, 8),
    fingerprint: packed.slice(8, 16),
    total: scratch.readDoubleLE(16),
    count: scratch.readUInt8(32),
    // No fan came at the time 0.
    last: scratch.readUInt32LE(24) || undefined,
    tenth: scratch.readUInt32LE(28) || undefined,
  };
}
