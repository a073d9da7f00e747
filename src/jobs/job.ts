import type { Reason } from '../api/index.ts';
import type { JobRecord } from '../storage/index.ts';

/** What can be done to many people at once. A quiet follow is not among it: the site has retired it. */
export type JobAction = JobRecord['action'];

/** For whom a job is: the chat it was asked in, the user there, the Bilibili account. */
export interface JobOwner {
  chat: number;
  user: number;
  mid: number;
}

/** The message that shows a job. */
export type JobMessage = NonNullable<JobRecord['message']>;

/** What a job does: an action of the site, or, as `group`, a change of groups. */
export type Task = Pick<JobRecord, 'action' | 'shift'>;

/** A job as it is kept, with its number; the numbers grow with time. */
export type Job = Readonly<JobRecord> & { readonly id: number };

/**
 * - `queued`: waits for another job of the same account. `running`: at work.
 * - `waiting`: today's quota is used up; goes on by itself at `until`.
 * - `stopped`: by the user. `resting`: by a risk answer; it makes no sense to resume before `until`.
 * - `failed`: for the reason in `why`, which concerns the whole account. `done`: nobody is left.
 *
 * The first three go on by themselves, also after a restart; the next three with `resume`.
 */
export type JobState = JobRecord['state'];

/** Why somebody was left out: the account itself; so already; on the own blacklist; a special follow; not followed. */
export type Skip = keyof JobRecord['skipped'];

/** Why something was not done: Bilibili's reason, or `unreachable`, `inDoubt`, `broken` (see the record). */
export type Why = NonNullable<JobRecord['why']>;

/** Somebody for whom it did not work. */
export type Failure = JobRecord['failures'][number];

/** What comes of a step, for the people named before it. */
export interface StepResult {
  changed?: readonly number[];
  /** It was so already. */
  found?: readonly number[];
  failures?: readonly Failure[];
  /** The site says no more than that it failed: to be asked one by one. */
  alone?: readonly number[];
  /** Nothing was done: their turn comes again. */
  back?: readonly number[];
}

/** People to write for next, together; `alone`: after a batch that failed for them. */
export interface Step {
  mids: readonly number[];
  alone: boolean;
  /** The day whose quota was taken for them, when it takes any. */
  day?: string;
}

/** Reasons that concern the whole account: nobody else would fare better, so the job stops. */
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

/** Whether a refusal stops the job rather than being one person's failure. */
export function mustStopJob(reason: Reason): boolean {
  return accountWide.has(reason);
}

/**
 * Puts a job into a state; `now` in ms since 1970. An end that comes by itself is to be told of: one that the user brought
 * about they see, and of a chain the last part ends it.
 */
export function enterState(
  job: JobRecord,
  state: JobState,
  now: number,
  extra: { why?: Why; until?: number } = {},
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

/** Names those who are written for next; `groups` are those they are in, as far as they are in any. */
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

/** Records what came of those who were in doubt. */
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

/** For how many of those in doubt it turns out that nothing was changed. */
export function countUnchanged({ doubt }: JobRecord, { changed = [], failures = [] }: StepResult): number {
  const unsure = failures.filter(({ why }) => why === 'inDoubt');
  return (doubt?.mids.length ?? 0) - changed.length - unsure.length;
}

/** Takes those out of the list of people to do who need nothing any more. */
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

/** Records whose groups were set, and for whom that did not work. */
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

/** Whether the user is to be told what became of a job, in a message of its own. */
export function mustTell({ state, untold, waitTold }: JobRecord): boolean {
  return state === 'waiting' ? !waitTold : untold === true;
}

/** The record with its end told, which was at `endedAt`; one that has gone on since, and ended again, is not told yet. */
export function markTold(job: JobRecord, endedAt: number | undefined): JobRecord {
  const { untold: _, ...told } = job;
  return job.endedAt === endedAt ? told : job;
}

/** Whether a job in this state goes on by itself. */
export function isOngoing(state: JobState): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting';
}

function without(job: JobRecord, mids: readonly number[]): JobRecord {
  const gone = new Set(mids);
  const stay = (mid: number) => !gone.has(mid);
  return { ...job, todo: job.todo.filter(stay), alone: job.alone.filter(stay) };
}
