import * as z from 'zod';
import type { RecordKind } from './record.ts';

const mid = z.int().positive();
/** Milliseconds since 1970. */
const time = z.int().nonnegative();
/** Seconds since 1970, as the site writes times. */
const seconds = z.int().nonnegative();
const count = z.int().nonnegative();

const fan = z.object({
  mid,
  /** Hostile text, both. */
  name: z.string().max(100),
  sign: z.string().max(200),
  face: z.string().max(500),
  /** When the follow was made, or became mutual. */
  at: seconds,
  /** The account follows them. */
  followed: z.boolean(),
  /** Was a fan before, and is one again. */
  again: z.boolean().exactOptional(),
});

/**
 * People to tell of, in the order they came up: the first with details, then mids, then only how many. The next to come
 * goes to the end, so that what was told can be taken off the front.
 */
const batch = z.object({
  first: z.array(fan).max(10),
  more: z.array(mid).max(1000),
  beyond: count,
  /** There were more than the site shows. */
  atLeast: z.boolean().exactOptional(),
});

const notice = z.object({
  /** `started`: the first look is done. `recovered`: what was wrong (`of`) is well again. */
  kind: z.enum(['started', 'login', 'risk', 'banned', 'recovered']),
  of: z.enum(['login', 'risk', 'banned']).exactOptional(),
  at: time,
  /** Of `risk`: when the site is asked again. */
  until: time.exactOptional(),
});

const pending = z.object({
  fans: batch,
  /** Mutual now; whether they followed first cannot be known. */
  mutuals: batch,
  lost: batch,
  milestones: z.array(count).max(20),
  notices: z.array(notice).max(10),
  /** The good look before the gap in which these fans came; only after a long one. */
  away: time.exactOptional(),
});

const settings = z.object({
  fans: z.boolean(),
  lost: z.boolean(),
  milestones: z.boolean(),
  /** Who was a fan until less than so many days ago is not told of when following again. */
  refollowDays: z.int().min(0).max(30),
});

const watcher = z.object({
  settings,
  /** Where its alerts go when not to itself. */
  to: z.object({ chat: z.int(), thread: z.int().exactOptional() }).exactOptional(),
  /** Since when its login no longer works. */
  loginLost: time.exactOptional(),
  /** Telegram takes no messages there; alerts are kept until it is resumed. */
  paused: z.object({ why: z.enum(['blocked', 'gone']), since: time }).exactOptional(),
  pending: pending.exactOptional(),
});

const watch = z.object({
  /** Those known to be fans, and when they came; newest first. */
  known: z.array(z.tuple([mid, seconds])).max(1000),
  /** Those who were known and are no longer, and since when (ms); for a month. */
  former: z.array(z.tuple([mid, time])).max(2000),
  total: count,
  /** The newest time any good look has seen. */
  newest: seconds,
  /** The last good look that was written down; missing before the first one. */
  lookedAt: time.exactOptional(),
  /** The highest milestone reached. */
  milestone: count,
  /** The whole list is to be read for who has left; `silent`: to tell nobody. */
  compare: z.enum(['silent', 'tell']).exactOptional(),
  /** What keeps the account from being looked at, whichever chat asks. */
  trouble: z.object({ why: z.enum(['risk', 'banned']), since: time }).exactOptional(),
  /** By chat id in decimal. */
  chats: z.record(z.string(), watcher),
});

/**
 * What is known of a watched account's fans and what of it still has to be told, by mid in decimal. Both are in one
 * record, so that one write moves on the one and owes the other.
 */
export type WatchRecord = z.infer<typeof watch>;

export const watches: RecordKind<WatchRecord> = { name: 'watches', version: 1, schema: watch, sealed: [] };
