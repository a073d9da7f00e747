import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();
/** Milliseconds since 1970. */
const time = z.int().nonnegative();
/** Seconds since 1970, as the site writes times. */
const seconds = z.int().nonnegative();
const count = z.int().nonnegative();

/**
 * Mids, each with a time. One function rather than a schema for every pair: there are a thousand in a record, and it is
 * read and written whenever something happens.
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

/** Rows of whole numbers; one function for the same reason. */
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

/** How the total went; oldest first. */
const history = z.object({
  /** A row a day that was polled on: the day, in days since 1970 where the chat is; the last total seen on it. */
  days: rows<[day: number, total: number, gained: number, lost: number]>(400, 4),
  /** A row an hour of the last two days, in hours since 1970, and the last total seen in it. */
  hours: rows<[hour: number, total: number]>(48, 2),
  /** Of days that had any: newcomers with many fans themselves, and fans whom the owner followed back. */
  newcomers: rows<[day: number, big: number, followedBack: number]>(400, 3).exactOptional(),
  /** The days before the first poll were asked for. */
  filled: z.boolean().exactOptional(),
});

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
  /** How many follow them; missing where the site did not say. */
  fans: count.exactOptional(),
  verified: z.boolean().exactOptional(),
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

/** The total of fans when it was higher, and what it has fallen to. */
const netLoss = z.object({ from: count, to: count });

const place = z.object({ chat: z.int(), thread: z.int().exactOptional() });

const notice = z.object({
  /**
   * `started`: the first poll is done. `restarted`: the first one is done after everything was switched off; who came
   * meanwhile is not told of. `recovered`: what was wrong (`of`) is well again. `placeLost`: alerts went to `place`,
   * which takes none any more; they come to the chat itself again.
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
  /** Of `risk`: when the site is asked again. */
  until: time.exactOptional(),
  place: place.exactOptional(),
});

const pending = z.object({
  fans: batch,
  /** Mutual now; whether they followed first cannot be known. */
  mutuals: batch,
  lost: batch,
  milestones: z.array(count).max(20),
  notices: z.array(notice).max(10),
  /** New fans whom many follow; they are not among `fans`. */
  bigFans: batch.exactOptional(),
  netLoss: netLoss.exactOptional(),
  /** The good poll before the gap in which these fans came; only after a long one. */
  away: time.exactOptional(),
});

const settings = z.object({
  fans: z.boolean(),
  lost: z.boolean(),
  milestones: z.boolean(),
  /** Who was a fan until less than so many days ago is not told of when following again. */
  refollowDays: z.int().min(0).max(30),
  /** How the fans went, told at a time of day; what was due before `since` is not told. */
  reports: z
    .object({
      /** Minutes after midnight. */
      at: z.int().min(0).max(1439),
      daily: z.boolean(),
      /** 1 Monday … 7 Sunday. */
      weekly: z.int().min(1).max(7).exactOptional(),
      since: time,
    })
    .exactOptional(),
  /** These and whatever is optional: off when missing. */
  netLoss: z.boolean().exactOptional(),
  bigFans: z.boolean().exactOptional(),
  /** From how many fans on somebody is big; 10 000 when missing. */
  bigFrom: count.exactOptional(),
  bigThroughQuiet: z.boolean().exactOptional(),
});

const subscriber = z.object({
  settings,
  /** Where its alerts go when not to itself. */
  to: place.exactOptional(),
  /** Since when its login no longer works. */
  loginLost: time.exactOptional(),
  /** The next good poll tells it of nobody, but that this is so: it begins to watch, or wanted nothing until now. */
  anew: z.enum(['started', 'restarted']).exactOptional(),
  /** Since when it has been told of lost fans. */
  lostSince: time.exactOptional(),
  /** Since when it has been told of net losses, the total that the next is compared with, and when one was told last. */
  netLoss: z
    .object({ since: time, total: count.exactOptional(), toldAt: time.exactOptional() })
    .exactOptional(),
  /** No messages are taken there, or its user may no longer use the bot; alerts are kept until it is resumed. */
  paused: z.object({ why: z.enum(['blocked', 'gone', 'notAllowed']), since: time }).exactOptional(),
  pending: pending.exactOptional(),
  /** The days (since 1970) that the last reports were of. */
  reported: z.object({ daily: count.exactOptional(), weekly: count.exactOptional() }).exactOptional(),
});

const watch = z.object({
  /** Those known to be fans, and when they came; newest first. */
  known: pairs(1000),
  /** Those who were known and are no longer, and since when (ms); for a month. */
  former: pairs(2000),
  /** Names of those who were told of by name, oldest first: hostile text, kept for when they leave. */
  names: z
    .array(z.tuple([mid, z.string().max(100)]))
    .max(300)
    .exactOptional(),
  total: count,
  /** The newest time any good poll has seen. */
  newest: seconds,
  /** The last good poll that was written down; missing before the first one. */
  lookedAt: time.exactOptional(),
  /** Missing until the first poll that keeps one. */
  history: history.exactOptional(),
  /** The highest milestone reached. */
  milestone: count,
  /** The whole list is to be read for who has left; `silent`: to tell nobody. */
  compare: z.enum(['silent', 'tell']).exactOptional(),
  /** What keeps the account from being polled, whichever chat asks. */
  trouble: z
    .object({
      why: z.enum(['risk', 'banned']),
      since: time,
      /** Of `risk`: when the site is asked again; holds over a restart. */
      until: time.exactOptional(),
    })
    .exactOptional(),
  /** By chat id in decimal. */
  chats: z.record(z.string(), subscriber),
});

/**
 * What is known of a watched account's fans and what of it still has to be told, by mid in decimal. Both are in one
 * record, so that one write changes both.
 */
export type WatchRecord = z.infer<typeof watch>;

export const watches: RecordKind<WatchRecord> = { name: 'watches', version: 1, schema: watch, sealed: [] };
