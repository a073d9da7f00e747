import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const mid = z.int().positive();

const mids = z.array(mid);

/** Milliseconds since 1970. */
const time = z.int().nonnegative();

/** The number of a job; its key is this in decimal. */
const id = z.int().positive();

/**
 * Why something was not done, in a word: the reasons of Bilibili's refusals, and three of our own.
 * `unreachable`: no usable answer came, and nothing was done. `inDoubt`: none came, and it cannot be known whether it
 * was done. `broken`: a defect of this program.
 */
const why = z.enum([
  'login',
  'banned',
  'csrf',
  'risk',
  'privacy',
  'pages',
  'permission',
  'input',
  'gone',
  'already',
  'notSet',
  'self',
  'refusedByThem',
  'blockedByMe',
  'unverified',
  'verifyFirst',
  'followLimit',
  'blacklistFull',
  'batchPartial',
  'notFollowed',
  'groupMissing',
  'groupExists',
  'groupCharacters',
  'groupTooLong',
  'groupLimit',
  'expired',
  'busy',
  'unknown',
  'unreachable',
  'inDoubt',
  'broken',
]);

const failure = z.object({
  mid,
  why,
  /** The site's number and words, kept when `why` is `unknown`; the words are hostile text. */
  code: z.int().exactOptional(),
  said: z.string().exactOptional(),
});

/** From which group into which; the names (hostile text, cut) are for showing it. */
export const shift = z.object({
  /** `all` is every group but special. */
  from: z.union([z.int(), z.literal('all')]).exactOptional(),
  to: z.int().exactOptional(),
  fromName: z.string().exactOptional(),
  toName: z.string().exactOptional(),
});

/** What can be done to many people; `check` only looks at them. */
export const jobAction = z.enum([
  'follow',
  'unfollow',
  'block',
  'unblock',
  'kick',
  'unwhisper',
  'group',
  'check',
]);

/** Who is left out, by reason. */
export const skipped = z.object({
  self: mids,
  already: mids,
  blocked: mids,
  special: mids,
  notFollowed: mids.default([]),
});

const job = z.object({
  action: jobAction,
  /** What `group` changes. */
  shift: shift.exactOptional(),
  /** Where it was asked for, by which Telegram user, and for which Bilibili account. */
  chat: z.int(),
  user: z.int(),
  mid,
  /** Special follows are not left out of unfollow and block. */
  withSpecial: z.boolean(),

  state: z.enum(['queued', 'running', 'waiting', 'resting', 'stopped', 'failed', 'done']),
  /** Why it failed. */
  why: why.exactOptional(),
  /** When a waiting job goes on, or the rest after a risk answer ends. */
  until: time.exactOptional(),
  madeAt: time,
  startedAt: time.exactOptional(),
  /** When it last ended, or stopped. */
  endedAt: time.exactOptional(),
  /** That it ended, or rests, was not told yet. */
  untold: z.literal(true).exactOptional(),
  /** That it waits for the next day was told; once an order is enough. */
  waitTold: z.literal(true).exactOptional(),

  /** It is one of several jobs that follow each other: the number of the first, which of them this is, how many. */
  chain: z.object({ first: id, part: z.int().positive(), parts: z.int().positive() }).exactOptional(),

  /** Everybody is in exactly one of these. `todo`: still to be done, in order. */
  todo: mids,
  /** Still to be done, one by one: a batch said no more of them than that it failed. */
  alone: mids,
  /** Named before a write and not settled since: whether it was done must be read. `day`: whose quota it was taken from. */
  doubt: z.object({ mids, alone: z.boolean(), day: z.string().exactOptional() }).exactOptional(),
  /** Done by this job. */
  changed: mids,
  /** It was so when their turn came. */
  found: mids,
  failures: z.array(failure),
  /** Left out, by reason. */
  skipped,

  /** Groups by mid: of an unfollow those they were in, of a follow those they shall be in. */
  groups: z.record(z.string(), z.array(z.int())),
  /** Followed, and not yet in their groups. */
  ungrouped: mids,
  /** Followed, but their groups could not be set. */
  groupFailures: z.array(failure),

  /** The message that shows it. */
  message: z.object({ chat: z.int(), message: z.int() }).exactOptional(),
  /** The job this one takes back, or tries again; and the jobs that do so with this one. */
  undoes: id.exactOptional(),
  retries: id.exactOptional(),
  undoneBy: id.exactOptional(),
  retriedBy: id.exactOptional(),
});

/** What is kept of a job on many people, by its number. */
export type JobRecord = z.infer<typeof job>;

/** Of these something is still to be done, however long it waits. */
const unfinished: ReadonlySet<JobRecord['state']> = new Set(['queued', 'running', 'waiting', 'resting']);

export const jobs: RecordKind<JobRecord> = {
  name: 'jobs',
  version: 1,
  schema: job,
  sealed: [],
  // A part that is done is needed for as long as the others are not; the whole is dropped by jobs themselves.
  lifetime: ({ state, chain }) => (unfinished.has(state) || chain ? Number.POSITIVE_INFINITY : 30 * days),
};
