import type { Session } from '../api/index.ts';
import { isShifted } from '../people/change-group-membership.ts';
import { readRelations } from '../people/read-relations.ts';
import { isOutcomeOf, type RelationSummary } from '../people/relation-action-kinds.ts';
import type { JobTask } from './job.ts';

/** Reads the relations of these people; returns the mids for whom the job has nothing left to do. */
export async function readAlreadyDone(
  session: Session,
  task: JobTask,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Set<number>> {
  if (task.action === 'kick') {
    const relations = await session.bothSides.many(mids, { signal });
    return new Set(mids.filter((mid) => relations.get(mid)?.followsMe === false));
  }
  const relations = await readRelations(session, mids, signal);
  return new Set(mids.filter((mid) => isAlreadyDone(task, relations.get(mid) ?? stranger)));
}

/**
 * Whether a relation is already as the job wants it. `side` is the account's own side; for `kick` it is the
 * other person's.
 */
export function isAlreadyDone({ action, shift = {} }: JobTask, side: RelationSummary): boolean {
  if (action === 'check') return false;
  return action === 'group' ? isShifted(shift, side.tag) : isOutcomeOf(action, side);
}

/** The relation to somebody of whom the site says nothing. */
export const stranger: RelationSummary = { relation: 'none', special: false, tag: [] };
