import type { RelationAttribute, Session } from '../api/index.ts';
import { isAsAfter, type Side, specialGroup } from '../people/actions.ts';
import { isShifted } from '../people/group-shift.ts';
import type { Task } from './job.ts';

/** Documented: so many people in one call that reads relations, follows or blocks. */
export const most = 50;

/**
 * One's own side of the relation to each of these people, in requests of 50. The site leaves out whom it knows no
 * relation to; here they have one, with attribute 0.
 * @throws BilibiliRefused, BilibiliUnreachable when any of the requests fails.
 */
export async function readRelations(
  session: Session,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, RelationAttribute>> {
  const found = new Map<number, RelationAttribute>();
  for (const fids of chunks(mids, most)) {
    const answer = await session.relations.relations({ fids }, { signal });
    for (const mid of fids)
      found.set(mid, answer[mid] ?? { mid, attribute: 0, mtime: 0, tag: [], special: 0 });
  }
  return found;
}

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

/** Cuts a list into pieces of `size`, the last one shorter; the order stays. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < list.length; at += size) pieces.push(list.slice(at, at + size));
  return pieces;
}
