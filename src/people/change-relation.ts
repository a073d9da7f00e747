import {
  BilibiliRefused,
  defaultGroup,
  follows,
  isSiteFailure,
  mayBeRetiredEndpoint,
  relationActs,
  type Session,
  specialGroup,
} from '../api/index.ts';
import { isLost, readBack, readOwnSide } from './lost-answer.ts';
import type { RelationAction, RelationSummary } from './relation-action-kinds.ts';

/** The outcome of an action. */
export interface ChangeResult {
  /** The relation already was so; nothing was changed. */
  already: boolean;
  /** The person's groups before an unfollow, to be restored by an undo. */
  tags: readonly number[];
}

/** The site no longer supports the action for anybody. Offer the plain follow instead of the quiet one. */
export class ActionRetired extends Error {
  override name = 'ActionRetired';
}

/**
 * Performs one action on one person and returns what is true afterwards. A write is sent once; when its
 * answer is lost or the site had an internal error, the relation is read back and decides. An action on the
 * account itself is refused without a request.
 * @param known the account's relation to the person, if just read; saves an unfollow one request
 * @throws BilibiliRefused when the site refuses for any reason but "it is so already"; {@link ActionRetired}
 *   for a quiet follow
 * @throws BilibiliUnreachable when nothing was done; {@link InDoubt} when that cannot be known
 */
export async function changeRelation(
  session: Session,
  action: RelationAction,
  mid: number,
  signal?: AbortSignal,
  known?: RelationSummary,
): Promise<ChangeResult> {
  if (mid === session.mid)
    throw new BilibiliRefused({ reason: 'self', code: 22001, endpoint: 'x/relation/modify' });
  if (action === 'special' || action === 'unspecial')
    return { ...(await setSpecial(session, mid, action === 'special', signal)), tags: [] };
  const before = action === 'unfollow' ? (known ?? (await readOwnSide(session, mid, signal))) : undefined;
  const tags = before === undefined ? [] : groupsOf(before);
  if (tags === undefined) return { already: true, tags: [] };
  try {
    // The site's unfollow does not end a quiet follow.
    const act = before?.relation === 'quiet' ? relationActs.unwhisper : relationActs[action];
    await session.relations.modify({ fid: mid, act }, { signal });
    return { already: false, tags };
  } catch (error) {
    if (error instanceof BilibiliRefused && (error.reason === 'already' || error.reason === 'notSet')) {
      return { already: true, tags: [] };
    }
    // Documented as "wrong parameters", which these are not: the site's answer for a retired action.
    if (action === 'whisper' && error instanceof BilibiliRefused && error.reason === 'input')
      throw new ActionRetired();
    if (!isLost(error)) throw error;
    if (await readBack(session, action, mid, signal)) return { already: false, tags };
    throw error;
  }
}

/** Whether an error of {@link changeRelation} means for certain that nothing was changed. */
export function changedNothing(error: unknown): boolean {
  return isSiteFailure(error) || error instanceof ActionRetired;
}

/** The person's groups before an unfollow; `undefined` when they are not followed. */
function groupsOf({ relation, tag }: RelationSummary): number[] | undefined {
  return follows(relation) ? tag.filter((one) => one !== defaultGroup) : undefined;
}

/**
 * Adds a person to the special follows or removes them. Uses the endpoint that leaves the person's other
 * groups alone; if the site no longer has it, the whole set of groups is written, with the other groups as
 * just read.
 */
async function setSpecial(
  session: Session,
  mid: number,
  wanted: boolean,
  signal?: AbortSignal,
): Promise<{ already: boolean }> {
  const { groups } = session;
  const action = wanted ? 'special' : 'unspecial';
  const before = await readOwnSide(session, mid, signal);
  if (before.special === wanted && (before.relation !== 'none' || !wanted)) return { already: true };
  const others = before.tag.filter((one) => one !== specialGroup && one !== defaultGroup);
  const tagids = wanted ? [specialGroup, ...others] : others;
  try {
    await (wanted ? groups.addSpecial : groups.removeSpecial)({ fid: mid }, { signal }).catch(
      (error: unknown) => {
        if (!mayBeRetiredEndpoint(error)) throw error;
        return groups.setFor(
          { fids: [mid], tagids: tagids.length > 0 ? tagids : [defaultGroup] },
          { signal },
        );
      },
    );
  } catch (error) {
    if (!isLost(error) || !(await readBack(session, action, mid, signal))) throw error;
  }
  return { already: false };
}
