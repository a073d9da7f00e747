import type { RelationAttribute, Session } from '../api/index.ts';
import { isShifted } from '../people/group-shift.ts';
import { isAsAfter, type Side, specialGroup } from '../people/relation-change.ts';
import { readRelations } from '../people/relations.ts';
import type { Task } from './job.ts';

/** Of these people, those to whom the relation is as the job leaves it. A removed fan is asked for one by one. */
export async function readDone(
  session: Session,
  task: Task,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Set<number>> {
  if (task.action === 'kick') {
    const done = new Set<number>();
    for (const mid of mids) {
      const { beRelation } = await session.between(mid, { signal });
      if (isAsAfter('kick', beRelation)) done.add(mid);
    }
    return done;
  }
  const relations = await readRelations(session, mids, signal);
  return new Set(mids.filter((mid) => isDone(task, relations.get(mid) ?? { attribute: 0, tag: [] })));
}

/** Whether a side of the relation is as the job leaves it: one's own side, for a removed fan theirs. */
export function isDone({ action, shift = {} }: Task, side: Side): boolean {
  return action === 'group' ? isShifted(shift, side.tag) : isAsAfter(action, side);
}

/** Whether someone is a special follow. */
export function isSpecial({ special, tag }: RelationAttribute): boolean {
  return special === 1 || tag.includes(specialGroup);
}
