import type { JobRecord } from '../storage/index.ts';
import {
  type Failure,
  type FailureReason,
  isOngoing,
  type JobState,
  type Step,
  type StepResult,
} from './job.ts';

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

/**
 * Marks the end at `endedAt` as reported to the user. If the job was resumed and ended again since, that end
 * is still unreported.
 */
export function markTold(job: JobRecord, endedAt: number | undefined): JobRecord {
  const { untold: _, ...told } = job;
  return job.endedAt === endedAt ? told : job;
}

function without(job: JobRecord, mids: readonly number[]): JobRecord {
  const gone = new Set(mids);
  const stay = (mid: number) => !gone.has(mid);
  return { ...job, todo: job.todo.filter(stay), alone: job.alone.filter(stay) };
}
