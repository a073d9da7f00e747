import {
  BilibiliRefused,
  BilibiliUnreachable,
  defaultGroup,
  follows,
  relationActs,
  type Session,
} from '../api/index.ts';
import { isLost, readBack, readOwnSide } from './lost-answer.ts';
import type { RelationAction, RelationSummary } from './relation-action.ts';
import { setSpecial } from './set-special-follow.ts';

/** How an action came out. */
export interface ChangeResult {
  /** It was so before, so nothing was changed. */
  already: boolean;
  /** The groups the person was in before an unfollow, to be given back by an undo. */
  tags: readonly number[];
}

/** Bilibili no longer does this for anyone. Offer the plain follow in place of the quiet one. */
export class Retired extends Error {
  override name = 'Retired';
}

/**
 * Does one action to one person and says what is true afterwards. A write is sent once; when its answer is lost, or
 * the site was in trouble over it, the relation is read back and decides. The account itself is refused without asking
 * the site.
 * @param known one's own side, when it was read a moment ago; spares an unfollow its own reading.
 * @throws BilibiliRefused when the site says no for any reason but "it is so already"; {@link Retired} for a quiet follow.
 * @throws BilibiliUnreachable when nothing was done; {@link InDoubt} when that cannot be known.
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
    // To the site a quiet follow is another thing, which an unfollow does not end.
    const act = before?.relation === 'quiet' ? relationActs.unwhisper : relationActs[action];
    await session.relations.modify({ fid: mid, act }, { signal });
    return { already: false, tags };
  } catch (error) {
    if (error instanceof BilibiliRefused && (error.reason === 'already' || error.reason === 'notSet')) {
      return { already: true, tags: [] };
    }
    // Documented as plain wrong parameters, which these cannot be: it is how the site says that it is no more.
    if (action === 'whisper' && error instanceof BilibiliRefused && error.reason === 'input')
      throw new Retired();
    if (!isLost(error)) throw error;
    if (await readBack(session, action, mid, signal)) return { already: false, tags };
    throw error;
  }
}

/** Whether a failure of {@link changeRelation} says for certain that nothing was changed. */
export function changedNothing(error: unknown): boolean {
  return error instanceof BilibiliRefused || error instanceof BilibiliUnreachable || error instanceof Retired;
}

/** The groups of a person before an unfollow; `undefined` when they are not followed, so there is nothing to do. */
function groupsOf({ relation, tag }: RelationSummary): number[] | undefined {
  return follows(relation) ? tag.filter((one) => one !== defaultGroup) : undefined;
}
