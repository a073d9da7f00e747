import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();

const mids = z.array(mid);

/** ms since 1970 */
const time = z.int().nonnegative();

/** Number of a job; in decimal it is the key. */
const id = z.int().positive();

/**
 * Why something was not done: the reasons of Bilibili's refusals, and three more. `unreachable`: no usable
 * answer came, and nothing was done. `inDoubt`: no answer came, and it may have been done. `broken`: a defect
 * of this program.
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
  /** The site's code and message when `why` is `unknown`; the message is hostile text. */
  code: z.int().exactOptional(),
  said: z.string().exactOptional(),
});

/** Source and target group of a change of groups; the names (hostile text, cut) are for display. */
const shift = z.object({
  /** `all`: every group but special */
  from: z.union([z.int(), z.literal('all')]).exactOptional(),
  to: z.int().exactOptional(),
  fromName: z.string().exactOptional(),
  toName: z.string().exactOptional(),
});

/** Actions on many people; `check` only reads. */
const jobAction = z.enum(['follow', 'unfollow', 'block', 'unblock', 'kick', 'unwhisper', 'group', 'check']);

/** People left out, by reason. */
const skipped = z.object({
  self: mids,
  already: mids,
  blocked: mids,
  special: mids,
  notFollowed: mids.default([]),
});

const job = z.object({
  action: jobAction,
  /** For the action `group`. */
  shift: shift.exactOptional(),
  /** The chat and Telegram user that ordered it, and the Bilibili account. */
  chat: z.int(),
  user: z.int(),
  mid,
  /** Whether unfollow and block include special follows. */
  withSpecial: z.boolean(),

  state: z.enum(['queued', 'running', 'waiting', 'resting', 'stopped', 'failed', 'done']),
  /** Why it failed. */
  why: why.exactOptional(),
  /** When a waiting job continues, or its cooldown ends. */
  until: time.exactOptional(),
  madeAt: time,
  startedAt: time.exactOptional(),
  /** When it last ended or was stopped. */
  endedAt: time.exactOptional(),
  /** The user has not been told yet that it ended or is in a cooldown. */
  untold: z.literal(true).exactOptional(),
  /** The user has been told that it waits for the next day, which is said once per order. */
  waitTold: z.literal(true).exactOptional(),

  /** Part of a chain of jobs: number of the first, which part this is, and how many there are. */
  chain: z.object({ first: id, part: z.int().positive(), parts: z.int().positive() }).exactOptional(),

  /** Each person is in exactly one of these lists. `todo`: still to be done, in order. */
  todo: mids,
  /** Still to be done one by one, since their batch failed without saying for whom. */
  alone: mids,
  /**
   * Written to before the result was known: whether it was done must be read. `day`: the day whose quota was
   * used.
   */
  doubt: z.object({ mids, alone: z.boolean(), day: z.string().exactOptional() }).exactOptional(),
  /** Changed by this job. */
  changed: mids,
  /** Nothing to change when their turn came. */
  found: mids,
  failures: z.array(failure),
  /** People left out, by reason. */
  skipped,

  /** Groups by mid: for unfollow those they were in, for follow those they will be put in. */
  groups: z.record(z.string(), z.array(z.int())),
  /** Followed, but not in their groups yet. */
  ungrouped: mids,
  /** Followed, but their groups could not be set. */
  groupFailures: z.array(failure),

  /** The message that shows the job. */
  message: z.object({ chat: z.int(), message: z.int() }).exactOptional(),
  /** The job that this one undoes or retries, and the jobs that undo or retry this one. */
  undoes: id.exactOptional(),
  retries: id.exactOptional(),
  undoneBy: id.exactOptional(),
  retriedBy: id.exactOptional(),
});

/** A job on many people, by its number. */
export type JobRecord = z.infer<typeof job>;

/** States in which something is still to be done. */
const unfinished: ReadonlySet<JobRecord['state']> = new Set(['queued', 'running', 'waiting', 'resting']);

export const jobs: RecordKind<JobRecord> = {
  name: 'jobs',
  schema: job,
  sealed: [],
  // A finished part is kept as long as other parts of its chain are unfinished; jobs delete the whole chain.
  lifetime: ({ state, chain }) => (unfinished.has(state) || chain ? Number.POSITIVE_INFINITY : 30 * day),
};

const proposal = z.object({
  /** The user who was asked, and the Bilibili account. */
  user: z.int(),
  mid,
  /** The planned work. */
  plan: z.object({
    action: jobAction,
    shift: shift.exactOptional(),
    withSpecial: z.boolean(),
    steps: z.array(mids),
    skipped,
    groups: z.record(z.string(), z.array(z.int())),
    /** Names by mid, as far as known; hostile text, cut. At most 2000. */
    names: z.record(z.string(), z.string().max(200)).default({}),
  }),
  /** The first pieces of the user's text that name nobody, and their number. */
  unread: z.object({ pieces: z.array(z.string()).max(10), count: z.int().nonnegative() }).exactOptional(),
  /** Whether the user must confirm by typing the number of people. */
  mustType: z.boolean(),
});

/** A bulk job shown as a preview and not started, by `chat:message` of the preview. */
export type ProposalRecord = z.infer<typeof proposal>;

export const proposals: RecordKind<ProposalRecord> = {
  name: 'proposals',
  schema: proposal,
  sealed: [],
  lifetime: day,
};
