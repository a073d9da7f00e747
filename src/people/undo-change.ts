import { BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { type OfferedAction, oppositeOf, type RelationAction } from './relation-action.ts';
import { changeRelation } from './relation-change.ts';

/** The outcome of an undo. */
export interface UndoResult {
  did: OfferedAction;
  /** It had been undone already; nothing was changed. */
  already: boolean;
  /** The person is followed again, but could not be returned to their groups. */
  groupsLost: boolean;
}

/**
 * Undoes an action. A person who is followed again returns to their former groups, as far as these still
 * exist. If that fails, the follow stays and `groupsLost` is set.
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
