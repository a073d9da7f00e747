import type { JobRecord } from '../storage/index.ts';
import type { JobAction, JobMessage, JobOwner } from './job.ts';
import type { PlannedWork } from './plan.ts';

/** The fields of a job record that its creator sets. */
type NewJob = Pick<JobRecord, 'action' | 'chat' | 'user' | 'mid' | 'withSpecial' | 'todo'> &
  Partial<Pick<JobRecord, 'message' | 'groups' | 'ungrouped' | 'skipped' | 'shift'>>;

/** A new, queued job record; `now` in ms since 1970. */
function newJob(start: NewJob, now: number): JobRecord {
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

/** The job record for a plan; `message` is the message that shows the job. */
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

/**
 * The job that retries the people who failed. People whose relation is right by now are skipped when it runs.
 */
export function retryJobOf(job: JobRecord, now: number): JobRecord {
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
 * The job that undoes what another did, in reverse order. People followed again return to their groups.
 * Blocking also ended any follow; undoing the block does not restore it. Special follows made in the meantime
 * are kept.
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
 * People the job changed, and people it may have changed. Those in doubt were different before their turn, so
 * undoing is right either way, and the new job reads their relations first.
 */
export function undoTodo(job: JobRecord): number[] {
  const unsure = job.failures.filter(({ why }) => why === 'inDoubt').map(({ mid }) => mid);
  return [...job.changed, ...unsure, ...(job.doubt?.mids ?? [])].reverse();
}

function ownerOf({ chat, user, mid }: JobRecord): Pick<JobRecord, 'chat' | 'user' | 'mid'> {
  return { chat, user, mid };
}
