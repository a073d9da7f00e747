import {
  BilibiliRefused,
  BilibiliUnreachable,
  defaultGroup,
  follows,
  followsOpenly,
  type RelationSide,
  relationActs,
  type Session,
  specialGroup,
} from '../api/index.ts';

/** What a card offers for one person. Special is membership of one of the site's groups; the rest are acts of the site. */
export type Action =
  | 'follow'
  | 'unfollow'
  | 'unwhisper'
  | 'special'
  | 'unspecial'
  | 'block'
  | 'unblock'
  | 'kick';

/** All that can be done to one person: the quiet follow too, which no card offers since the site has retired it. */
export type RelationChange = Action | 'whisper';

/** One's own side of a relation, as far as it decides anything. */
export type Side = Pick<RelationSide, 'relation' | 'special' | 'tag'>;

/** How an action came out. */
export interface ChangeResult {
  /** It was so before, so nothing was changed. */
  already: boolean;
  /** The groups the person was in before an unfollow, to be given back by an undo. */
  tags: readonly number[];
}

/** A write was sent, its answer was lost, and reading the relation back gave no answer either. */
export class InDoubt extends Error {
  override name = 'InDoubt';
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
  action: RelationChange,
  mid: number,
  signal?: AbortSignal,
  known?: Side,
): Promise<ChangeResult> {
  if (mid === session.mid)
    throw new BilibiliRefused({ reason: 'self', code: 22001, endpoint: 'x/relation/modify' });
  if (action === 'special' || action === 'unspecial')
    return setSpecial(session, mid, action === 'special', signal);
  const before = action === 'unfollow' ? (known ?? (await sideOf(session, mid, signal))) : undefined;
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
    if (await isSo(session, action, mid, signal)) return { already: false, tags };
    throw error;
  }
}

/** Whether a failure of {@link changeRelation} says for certain that nothing was changed. */
export function changedNothing(error: unknown): boolean {
  return error instanceof BilibiliRefused || error instanceof BilibiliUnreachable || error instanceof Retired;
}

/** What taking an action back came to. */
export interface UndoResult {
  did: Action;
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
  action: RelationChange,
  mid: number,
  tags: readonly number[],
  signal?: AbortSignal,
): Promise<UndoResult> {
  const did = oppositeOf(action);
  if (did === undefined) throw new RangeError(`"${action}" cannot be taken back`);
  const { already } = await changeRelation(session, did, mid, signal);
  const groupsLost = did === 'follow' && tags.length > 0 && !(await regroup(session, mid, tags, signal));
  return { did, already, groupsLost };
}

async function regroup(
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

/** What takes an action back; a removed fan does not come back by our doing. */
export function oppositeOf(action: RelationChange): Action | undefined {
  return opposites[action];
}

const opposites: Partial<Record<RelationChange, Action>> = {
  follow: 'unfollow',
  unfollow: 'follow',
  special: 'unspecial',
  unspecial: 'special',
  block: 'unblock',
};

/**
 * Asked for by the endpoint that leaves the person's groups alone; should that be no more, the set of groups is written
 * anew, with the others that were read before.
 */
async function setSpecial(
  session: Session,
  mid: number,
  wanted: boolean,
  signal?: AbortSignal,
): Promise<ChangeResult> {
  const { groups } = session;
  const action = wanted ? 'special' : 'unspecial';
  const before = await sideOf(session, mid, signal);
  if (before.special === wanted && (before.relation !== 'none' || !wanted))
    return { already: true, tags: [] };
  const others = before.tag.filter((one) => one !== specialGroup && one !== defaultGroup);
  const tagids = wanted ? [specialGroup, ...others] : others;
  try {
    await (wanted ? groups.addSpecial : groups.removeSpecial)({ fid: mid }, { signal }).catch(
      (error: unknown) => {
        if (!isRetired(error)) throw error;
        return groups.setFor(
          { fids: [mid], tagids: tagids.length > 0 ? tagids : [defaultGroup] },
          { signal },
        );
      },
    );
  } catch (error) {
    if (!isLost(error) || !(await isSo(session, action, mid, signal))) throw error;
  }
  return { already: false, tags: [] };
}

/** The site does not know the endpoint, or not any more as other clients do. */
function isRetired(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.status === 404;
  return (
    error instanceof BilibiliRefused && ['gone', 'input', 'permission', 'unknown'].includes(error.reason)
  );
}

/** The groups of a person before an unfollow; `undefined` when they are not followed, so there is nothing to do. */
function groupsOf({ relation, tag }: Side): number[] | undefined {
  return follows(relation) ? tag.filter((one) => one !== defaultGroup) : undefined;
}

function sideOf(session: Session, mid: number, signal?: AbortSignal): Promise<Side> {
  return session.relations.relation({ fid: mid }, { signal });
}

async function isSo(
  session: Session,
  action: RelationChange,
  mid: number,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    if (action !== 'kick') return isAsAfter(action, await sideOf(session, mid, signal));
    return isAsAfter(action, (await session.bothSides.one(mid, { signal })).theirs);
  } catch (error) {
    if (error instanceof BilibiliUnreachable || error instanceof BilibiliRefused) throw new InDoubt();
    throw error;
  }
}

/** Whether the answer to a write says nothing about what became of it: there is none, or the site was in trouble. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof BilibiliUnreachable || (error instanceof BilibiliRefused && error.reason === 'busy')
  );
}

/** Whether a side of the relation is as the action leaves it: one's own side, for a removed fan theirs. */
export function isAsAfter(action: RelationChange, { relation, special }: Side): boolean {
  switch (action) {
    case 'follow':
      return followsOpenly(relation);
    case 'unfollow':
    case 'kick':
      return !follows(relation);
    case 'special':
      return special;
    case 'unspecial':
      return !special;
    case 'block':
      return relation === 'blocked';
    case 'unblock':
      return relation !== 'blocked';
    case 'whisper':
      return relation === 'quiet';
    case 'unwhisper':
      return relation !== 'quiet';
  }
}
