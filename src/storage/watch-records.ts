import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();
/** ms since 1970 */
const time = z.int().nonnegative();
/** Seconds since 1970, the site's unit */
const seconds = z.int().nonnegative();
const count = z.int().nonnegative();

/**
 * Mids with a time each. Checked by one function instead of a schema per pair: a record has a thousand, and
 * is read and written often.
 */
const pairs = (most: number) =>
  z.custom<[mid: number, time: number][]>(
    (value) => Array.isArray(value) && value.length <= most && value.every(isPair),
  );

function isPair(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [mid, time]: unknown[] = value;
  return Number.isSafeInteger(mid) && Number(mid) > 0 && Number.isSafeInteger(time) && Number(time) >= 0;
}

/** Rows of whole numbers, checked by one function for the same reason. */
const rows = <T extends number[]>(most: number, width: number) =>
  z.custom<T[]>(
    (value) =>
      Array.isArray(value) &&
      value.length <= most &&
      value.every(
        (row) =>
          Array.isArray(row) && row.length === width && row.every((n) => Number.isSafeInteger(n) && n >= 0),
      ),
  );

/** History of the total, oldest first. */
const history = z.object({
  /**
   * One row per day with polls: the day, in days since 1970 in the chat's timezone; the last total of that
   * day; fans gained and lost.
   */
  days: rows<[day: number, total: number, gained: number, lost: number]>(400, 4),
  /** One row per hour of the last two days: the hour, in hours since 1970, and its last total. */
  hours: rows<[hour: number, total: number]>(48, 2),
  /** For days that had any: new fans with many fans themselves, and fans the owner followed back. */
  newcomers: rows<[day: number, big: number, followedBack: number]>(400, 3).exactOptional(),
  /** The days before the first poll have been requested. */
  filled: z.boolean().exactOptional(),
});

const fan = z.object({
  mid,
  /** Both hostile text */
  name: z.string().max(100),
  sign: z.string().max(200),
  face: z.string().max(500),
  /** When the person followed, or the follow became mutual. */
  at: seconds,
  /** The account follows them. */
  followed: z.boolean(),
  /** Was a fan before, and is one again. */
  again: z.boolean().exactOptional(),
  /** Number of their fans; missing when the site did not say. */
  fans: count.exactOptional(),
  verified: z.boolean().exactOptional(),
});

/**
 * People to report, in order: the first with details, then mids, then only a number. New ones are appended,
 * so that reported ones can be removed from the front.
 */
const batch = z.object({
  first: z.array(fan).max(10),
  more: z.array(mid).max(1000),
  beyond: count,
  /** There were more than the site shows */
  atLeast: z.boolean().exactOptional(),
});

/** The total before a drop and after it. */
const netLoss = z.object({ from: count, to: count });

const place = z.object({ chat: z.int(), thread: z.int().exactOptional() });

const notice = z.object({
  /**
   * `started`: the first poll is done. `restarted`: the first poll is done after everything was switched off;
   * fans who came meanwhile are not reported. `recovered`: the trouble in `of` is over. `placeLost`: `place`
   * no longer accepts alerts, which go to the chat itself again.
   */
  kind: z.enum([
    'started',
    'restarted',
    'login',
    'risk',
    'banned',
    'recovered',
    'placeLost',
    'dailyReport',
    'weeklyReport',
  ]),
  of: z.enum(['login', 'risk', 'banned']).exactOptional(),
  at: time,
  /** For `risk`: when polling continues. */
  until: time.exactOptional(),
  place: place.exactOptional(),
});

const pending = z.object({
  fans: batch,
  /** Mutual follows now; whether the person followed first is unknown. */
  mutuals: batch,
  lost: batch,
  milestones: z.array(count).max(20),
  notices: z.array(notice).max(10),
  /** New fans with many fans themselves; they are not in `fans`. */
  bigFans: batch.exactOptional(),
  netLoss: netLoss.exactOptional(),
  /** The last good poll before a long gap, in which these fans came. */
  away: time.exactOptional(),
});

const settings = z.object({
  fans: z.boolean(),
  lost: z.boolean(),
  milestones: z.boolean(),
  /** A fan who left less than this many days ago and follows again is not reported. */
  refollowDays: z.int().min(0).max(30),
  /** Reports on fans, sent at a time of day; reports due before `since` are not sent. */
  reports: z
    .object({
      /** Minutes after midnight */
      at: z.int().min(0).max(1439),
      daily: z.boolean(),
      /** 1 Monday … 7 Sunday */
      weekly: z.int().min(1).max(7).exactOptional(),
      since: time,
    })
    .exactOptional(),
  /** These and all other optional settings are off when missing. */
  netLoss: z.boolean().exactOptional(),
  bigFans: z.boolean().exactOptional(),
  /** Least number of fans of a big fan; 10 000 when missing. */
  bigFrom: count.exactOptional(),
  bigThroughQuiet: z.boolean().exactOptional(),
});

const subscriber = z.object({
  settings,
  /** Where alerts go, if not to the chat itself. */
  to: place.exactOptional(),
  /** Since when the login has not worked. */
  loginLost: time.exactOptional(),
  /**
   * The next good poll reports no fans, only that watching has started or restarted: it begins to watch, or
   * all alerts were off.
   */
  anew: z.enum(['started', 'restarted']).exactOptional(),
  /** Since when lost fans are reported. */
  lostSince: time.exactOptional(),
  /**
   * Since when net losses are reported, the total that the next one is compared with, and when the last one
   * was reported.
   */
  netLoss: z
    .object({ since: time, total: count.exactOptional(), toldAt: time.exactOptional() })
    .exactOptional(),
  /**
   * The chat accepts no messages, or its user may no longer use the bot; alerts are kept until it is resumed.
   */
  paused: z.object({ why: z.enum(['blocked', 'gone', 'notAllowed']), since: time }).exactOptional(),
  pending: pending.exactOptional(),
  /** Days (since 1970) covered by the last reports. */
  reported: z.object({ daily: count.exactOptional(), weekly: count.exactOptional() }).exactOptional(),
});

const watch = z.object({
  /** Known fans and when they followed, newest first. */
  known: pairs(1000),
  /** Former fans and since when (ms), for a month. */
  former: pairs(2000),
  /** Names of reported fans, oldest first: hostile text, kept for when they leave. */
  names: z
    .array(z.tuple([mid, z.string().max(100)]))
    .max(300)
    .exactOptional(),
  total: count,
  /** The newest follow time that any good poll has seen. */
  newest: seconds,
  /** The last good poll that was stored; missing before the first. */
  lookedAt: time.exactOptional(),
  /** Missing until the first poll of a version that keeps it. */
  history: history.exactOptional(),
  /** The highest milestone reached. */
  milestone: count,
  /** The whole list must be read to find who left; `silent`: without reporting them. */
  compare: z.enum(['silent', 'tell']).exactOptional(),
  /** Why the account cannot be polled, for all chats. */
  trouble: z
    .object({
      why: z.enum(['risk', 'banned']),
      since: time,
      /** For `risk`: when polling continues; kept over a restart. */
      until: time.exactOptional(),
    })
    .exactOptional(),
  /** By chat id in decimal */
  chats: z.record(z.string(), subscriber),
});

/**
 * A watched account's known fans and what still has to be reported, by mid in decimal. Both are in one
 * record, so that one write changes both.
 */
export type WatchRecord = z.infer<typeof watch>;

export const watches: RecordKind<WatchRecord> = { name: 'watches', schema: watch, sealed: [] };
