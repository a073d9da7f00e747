import type { Reason } from '../api/index.ts';
import type { JobRecord } from '../storage/index.ts';

/** Actions on many people at once. Quiet follow is not among them, since Bilibili has retired it. */
export type JobAction = JobRecord['action'];

/** Owner of a job: the chat it was started in, the user there, the Bilibili account. */
export interface JobOwner {
  chat: number;
  user: number;
  mid: number;
}

/** The message that shows a job. */
export type JobMessage = NonNullable<JobRecord['message']>;

/** What a job does: an action on the relation, or, for `group`, a change of groups. */
export type JobTask = Pick<JobRecord, 'action' | 'shift'>;

/** A stored job with its id; later jobs have larger ids. */
export type Job = Readonly<JobRecord> & { readonly id: number };

/**
 * - `queued`: waits for another job of the same account. `running`: in progress.
 * - `waiting`: today's quota is used up; continues by itself at `until`.
 * - `stopped`: by the user. `resting`: after a risk control answer; resuming before `until` is pointless.
 * - `failed`: for the reason in `why`, which affects the whole account. `done`: finished.
 *
 * The first three continue by themselves, also after a restart; the next three need `resume`.
 */
export type JobState = JobRecord['state'];

/**
 * Why a person was skipped: it is the account itself, already so, blocked, a special follow, or not followed.
 */
export type SkipReason = keyof JobRecord['skipped'];

/**
 * Why a job or a person failed: Bilibili's reason, or `unreachable`, `inDoubt`, `broken` (see the record).
 */
export type FailureReason = NonNullable<JobRecord['why']>;

/** A person for whom the action failed. */
export type Failure = JobRecord['failures'][number];

/** The outcome of a step: the people of `doubt`, by what happened to each. */
export interface StepResult {
  changed?: readonly number[];
  /** Nothing needed to be done. */
  found?: readonly number[];
  failures?: readonly Failure[];
  /** The batch failed for them without a reason: each is to be written for separately. */
  alone?: readonly number[];
  /** Nothing was done: they return to `todo`. */
  back?: readonly number[];
}

/** The people of the next write; `alone`: a single person whose batch failed. */
export interface Step {
  mids: readonly number[];
  alone: boolean;
  /** The day the quota was taken from, if any was. */
  day?: string;
}

/** Reasons that affect the whole account: everybody else would fail too, so the job stops. */
const accountWide: ReadonlySet<Reason> = new Set<Reason>([
  'login',
  'banned',
  'csrf',
  'risk',
  'unverified',
  'verifyFirst',
  'followLimit',
  'blacklistFull',
]);

/** Whether a refusal stops the job, rather than failing for one person. */
export function mustStopJob(reason: Reason): boolean {
  return accountWide.has(reason);
}

/** Whether the user must be notified of the job's end or wait in a new message. */
export function mustTell({ state, untold, waitTold }: JobRecord): boolean {
  return state === 'waiting' ? !waitTold : untold === true;
}

/** Whether a job in this state continues by itself. */
export function isOngoing(state: JobState): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting';
}

/** Progress of a job, in people; `total` is the sum of the others. */
export interface Progress {
  total: number;
  /** Done by this job, or already so when their turn came. */
  done: number;
  failed: number;
  left: number;
  /** Skipped in the plan or while the job ran. */
  skipped: number;
}

/** Counts the people of a job by outcome. */
export function progressOf(job: JobRecord): Progress {
  const done = job.changed.length + job.found.length;
  const failed = job.failures.length;
  const left = job.todo.length + job.alone.length + (job.doubt?.mids.length ?? 0);
  const skipped = Object.values(job.skipped).reduce((sum, mids) => sum + mids.length, 0);
  return { total: done + failed + left + skipped, done, failed, left, skipped };
}

/** Failures grouped by reason, the most frequent first. */
export function failuresByReason(failures: readonly Failure[]): [why: FailureReason, failures: Failure[]][] {
  const groups = Map.groupBy(failures, ({ why }) => why);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
