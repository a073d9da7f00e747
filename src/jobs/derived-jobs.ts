import type { JobRecord } from '../storage/index.ts';
import { oppositeAction } from './action-policy.ts';
import { isOngoing, type JobAction, type JobMessage, type JobOwner } from './job.ts';
import type { PlannedWork } from './plan.ts';

/** Whom a new job is for, and what it is to do. */
export interface NewJob extends Pick<JobRecord, 'action' | 'chat' | 'user' | 'mid' | 'withSpecial' | 'todo'> {
  message?: NonNullable<JobRecord['message']>;
  groups?: JobRecord['groups'];
  ungrouped?: JobRecord['ungrouped'];
  skipped?: JobRecord['skipped'];
  shift?: NonNullable<JobRecord['shift']>;
}

/** A job that nobody has begun; `now` in ms since 1970. */
export function newJob(start: NewJob, now: number): JobRecord {
  return {
    state: 'queued',
    madeAt: now,
    alone: [],
    changed: [],
    found: [],
    failures: [],
    skipped: { self: [], already: [], blocked: [], special: [], notFollowed: [] },
    groups: {},
    ungrouped: [],
    groupFailures: [],
    ...start,
  };
}

/** The job that does what was planned, shown in `message`. */
export function plannedJob(
  { action, shift, withSpecial, steps, groups, skipped }: PlannedWork,
  { chat, user, mid }: JobOwner,
  message: JobMessage | undefined,
  now: number,
): JobRecord {
  const { self, already, blocked, special, notFollowed } = skipped;
  return newJob(
    {
      chat,
      user,
      mid,
      ...(message && { message }),
      action,
      ...(shift && { shift }),
      withSpecial,
      todo: steps.flat(),
      groups: Object.fromEntries(Object.entries(groups).map(([who, tagids]) => [who, [...tagids]])),
      skipped: {
        self: [...self],
        already: [...already],
        blocked: [...blocked],
        special: [...special],
        notFollowed: [...notFollowed],
      },
    },
    now,
  );
}

/** Whether the job can go on: it stopped before its end, and was not taken back. */
export function canResume(job: JobRecord): boolean {
  return !isOngoing(job.state) && job.state !== 'done' && job.undoneBy === undefined;
}

/** Whether somebody failed for whom it can be tried again; once a job. */
export function canRetry(job: JobRecord): boolean {
  const failed = job.failures.length + job.groupFailures.length > 0;
  return failed && !isOngoing(job.state) && job.retriedBy === undefined && job.undoneBy === undefined;
}

/** Whether there is something to take back; once a job. */
export function canUndo(job: JobRecord): boolean {
  const undoable = oppositeAction(job.action) !== undefined && undoTodo(job).length > 0;
  return undoable && !isOngoing(job.state) && job.undoneBy === undefined;
}

/** The job that tries again for those who failed. Who turns out to be done already is not written for. */
export function retryOf(job: JobRecord, now: number): JobRecord {
  const { action, failures, groupFailures } = job;
  return newJob(
    {
      ...ownerOf(job),
      action,
      ...(job.shift && { shift: job.shift }),
      withSpecial: job.withSpecial,
      todo: failures.map(({ mid }) => mid),
      ...(action === 'follow' && { groups: job.groups, ungrouped: groupFailures.map(({ mid }) => mid) }),
    },
    now,
  );
}

/**
 * The job that takes back what was done, the last first. People followed again return to their groups; a follow that a
 * block ended does not come back. Special follows made since are spared.
 */
export function undoOf(job: JobRecord, opposite: JobAction, now: number): JobRecord {
  return newJob(
    {
      ...ownerOf(job),
      action: opposite,
      withSpecial: false,
      todo: undoTodo(job),
      ...(opposite === 'follow' && { groups: job.groups }),
    },
    now,
  );
}

/**
 * Those the job has changed, and those it may have: it was not so before their turn, so taking it back is right either
 * way, and the new job looks first.
 */
function undoTodo(job: JobRecord): number[] {
  const unsure = job.failures.filter(({ why }) => why === 'inDoubt').map(({ mid }) => mid);
  return [...job.changed, ...unsure, ...(job.doubt?.mids ?? [])].reverse();
}

function ownerOf({ chat, user, mid }: JobRecord): Pick<JobRecord, 'chat' | 'user' | 'mid'> {
  return { chat, user, mid };
}
