import { BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { type OfferedAction, oppositeOf, type RelationAction } from './relation-action.ts';
import { changeRelation } from './relation-change.ts';

/** What taking an action back came to. */
export interface UndoResult {
  did: OfferedAction;
  /** It was taken back before, so nothing was changed. */
  already: boolean;
  /** The person is followed again, but could not be put back into their groups. */
  groupsLost: boolean;
}

/**
 * Takes an action back. A person followed again returns to the groups they were in, as far as these still exist. When
 * that fails the follow stands all the same, and `groupsLost` tells.
 */
export async function undoChange(
  session: Session,
  action: RelationAction,
  mid: number,
  tags: readonly number[],
  signal?: AbortSignal,
): Promise<UndoResult> {
  const did = oppositeOf(action);
  if (did === undefined) throw new RangeError(`"${action}" cannot be taken back`);
  const { already } = await changeRelation(session, did, mid, signal);
  const groupsLost =
    did === 'follow' && tags.length > 0 && !(await returnToGroups(session, mid, tags, signal));
  return { did, already, groupsLost };
}

async function returnToGroups(
  session: Session,
  mid: number,
  tags: readonly number[],
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    const groups = await session.groups.list({}, { signal });
    const left = tags.filter((tag) => groups.some((group) => group.tagid === tag));
    if (left.length > 0) await session.groups.setFor({ fids: [mid], tagids: left }, { signal });
    return true;
  } catch (error) {
    if (error instanceof BilibiliRefused || error instanceof BilibiliUnreachable) return false;
    throw error;
  }
}
