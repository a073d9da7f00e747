import { followsOpenly, isSiteFailure, type Session } from '../api/index.ts';
import { changeRelation } from './change-relation.ts';
import { readOwnSide } from './lost-answer.ts';
import { type OfferedAction, oppositeOf, type RelationAction } from './relation-action-kinds.ts';

/** A change that can be undone. */
export interface DoneChange {
  deed: RelationAction;
  mid: number;
  /** The groups the person was in before an unfollow. */
  groups: readonly number[];
  /** An earlier undo followed the person again, but could not return them to these groups. */
  groupsLost?: boolean;
}

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
 * exist. If that fails, the follow stays and `groupsLost` is set. Somebody who was followed again by other means
 * stays in the groups they have now.
 */
export async function undoChange(
  session: Session,
  { deed, mid, groups: tags, groupsLost: isSecondTry = false }: DoneChange,
  signal?: AbortSignal,
): Promise<UndoResult> {
  const did = oppositeOf(deed);
  if (did === undefined) throw new RangeError(`"${deed}" cannot be taken back`);
  const hadGroups = did === 'follow' && tags.length > 0;
  const side = hadGroups && !isSecondTry ? await readOwnSide(session, mid, signal) : undefined;
  if (side && followsOpenly(side.relation)) return { did, already: true, groupsLost: false };
  const { already } = await changeRelation(session, did, mid, signal);
  const leavesGroups = already && !isSecondTry;
  const groupsLost = hadGroups && !leavesGroups && !(await returnToGroups(session, mid, tags, signal));
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
    if (isSiteFailure(error)) return false;
    throw error;
  }
}
