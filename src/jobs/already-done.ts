import type { Session } from '../api/index.ts';
import { isShifted } from '../people/change-groups.ts';
import { readRelations } from '../people/read-relations.ts';
import { isOutcomeOf, type RelationSummary } from '../people/relation-action.ts';
import type { Task } from './job.ts';

/** Of these people, those to whom the relation is as the job leaves it. */
export async function readAlreadyDone(
  session: Session,
  task: Task,
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

/** Whether a side of the relation is as the job leaves it: one's own side, for a removed fan theirs. */
export function isAlreadyDone({ action, shift = {} }: Task, side: RelationSummary): boolean {
  if (action === 'check') return false;
  return action === 'group' ? isShifted(shift, side.tag) : isOutcomeOf(action, side);
}

const stranger: RelationSummary = { relation: 'none', special: false, tag: [] };
