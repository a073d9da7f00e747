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

/**
 * Sets the state of a job; `now` in ms since 1970. The user is notified of an end, unless they caused it
 * themselves; a chain ends with its last part.
 */
export function enterState(
  job: JobRecord,
  state: JobState,
  now: number,
  extra: { why?: FailureReason; until?: number } = {},
): JobRecord {
  const { why: _why, until: _until, endedAt: _endedAt, untold: _untold, ...rest } = job;
  const { chain } = job;
  const isPartOnly = state === 'done' && chain !== undefined && chain.part < chain.parts;
  const ended = !isOngoing(state);
  return {
    ...rest,
    state,
    ...extra,
    ...(state === 'running' && { startedAt: job.startedAt ?? now }),
    ...(ended && { endedAt: now }),
    ...(ended && state !== 'stopped' && !isPartOnly && { untold: true as const }),
  };
}

/**
 * Moves the people of a step from `todo` or `alone` into `doubt`, before they are written for; `groups`: the
 * groups they are in, for an undo.
 */
export function markInDoubt(
  job: JobRecord,
  step: Step,
  groups: Readonly<Record<string, number[]>> = {},
): JobRecord {
  return {
    ...without(job, step.mids),
    doubt: { ...step, mids: [...step.mids] },
    groups: { ...job.groups, ...groups },
  };
}

/** Records the outcome of the people in `doubt`. */
export function recordStep(job: JobRecord, result: StepResult): JobRecord {
  const { doubt, ...rest } = job;
  const { changed = [], found = [], failures = [], alone = [], back = [] } = result;
  const grouped =
    job.action === 'follow' ? [...changed, ...found].filter((mid) => job.groups[mid] !== undefined) : [];
  return {
    ...rest,
    todo: doubt?.alone ? job.todo : [...back, ...job.todo],
    alone: [...alone, ...(doubt?.alone ? back : []), ...job.alone],
    changed: [...job.changed, ...changed],
    found: [...job.found, ...found],
    failures: [...job.failures, ...failures],
    ungrouped: [...job.ungrouped, ...grouped],
  };
}

/** How many of the people in `doubt` turned out to be unchanged. */
export function countUnchanged({ doubt }: JobRecord, { changed = [], failures = [] }: StepResult): number {
  const unsure = failures.filter(({ why }) => why === 'inDoubt');
  return (doubt?.mids.length ?? 0) - changed.length - unsure.length;
}

/** Removes people from `todo` and `alone` for whom there is nothing to do. */
export function removeTodo(
  job: JobRecord,
  out: Readonly<Record<'found' | 'blocked' | 'special' | 'notFollowed', readonly number[]>>,
): JobRecord {
  const rest = without(job, Object.values(out).flat());
  return {
    ...recordStep(rest, { found: out.found }),
    skipped: {
      ...job.skipped,
      blocked: [...job.skipped.blocked, ...out.blocked],
      special: [...job.skipped.special, ...out.special],
      notFollowed: [...job.skipped.notFollowed, ...out.notFollowed],
    },
  };
}

/** Records people whose groups were set, and the failures among them. */
export function recordGroups(
  job: JobRecord,
  mids: readonly number[],
  failures: readonly Failure[],
): JobRecord {
  const settled = new Set(mids);
  return {
    ...job,
    ungrouped: job.ungrouped.filter((mid) => !settled.has(mid)),
    groupFailures: [...job.groupFailures, ...failures],
  };
}

/** Whether the user must be notified of the job's end or wait in a new message. */
export function mustTell({ state, untold, waitTold }: JobRecord): boolean {
  return state === 'waiting' ? !waitTold : untold === true;
}

/**
 * Marks the end at `endedAt` as reported to the user. If the job was resumed and ended again since, that end
 * is still unreported.
 */
export function markTold(job: JobRecord, endedAt: number | undefined): JobRecord {
  const { untold: _, ...told } = job;
  return job.endedAt === endedAt ? told : job;
}

/** Whether a job in this state continues by itself. */
export function isOngoing(state: JobState): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting';
}

function without(job: JobRecord, mids: readonly number[]): JobRecord {
  const gone = new Set(mids);
  const stay = (mid: number) => !gone.has(mid);
  return { ...job, todo: job.todo.filter(stay), alone: job.alone.filter(stay) };
}
