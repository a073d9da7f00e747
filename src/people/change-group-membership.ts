import { defaultGroup, followsOpenly, type Session, specialGroup } from '../api/index.ts';
import { groupSetKey, sameGroups, withoutDefaultGroup } from './compare-groups.ts';
import { verifyLostWrite } from './lost-answer.ts';
import { readRelations } from './read-relations.ts';
import type { RelationSummary } from './relation-action-kinds.ts';

/** Most people in one call that changes groups (documented). */
export const mostPeoplePerGroupCall = 50;
/**
 * A move between groups: into `to`, out of `from`, or out of every group but special (`from: 'all'`). At
 * least one is given.
 */
export interface Shift {
  from?: number | 'all';
  to?: number;
}

/** The groups a person is in after the change, without the default group. */
export function groupsAfter({ from, to }: Shift, tag: readonly number[]): number[] {
  const kept = withoutDefaultGroup(tag).filter((one) =>
    from === 'all' ? one === specialGroup : one !== from,
  );
  return [...new Set([...kept, ...(to === undefined ? [] : [to])])];
}

/** Whether a person in these groups needs no change any more. */
export function isShifted(shift: Shift, tag: readonly number[]): boolean {
  return sameGroups(groupsAfter(shift, tag), withoutDefaultGroup(tag));
}

/**
 * Writes a change of groups for at most 50 people. A copy, or a move out of one group, is one request;
 * otherwise each person's whole set of groups is written, one request for all people with the same set. Safe
 * to repeat.
 * @param sides the account's relation to each person, read just before; groups missing there are lost
 */
export async function writeShift(
  session: Session,
  { from, to }: Shift,
  sides: ReadonlyMap<number, RelationSummary>,
  signal?: AbortSignal,
): Promise<void> {
  const fids = [...sides.keys()];
  if (to !== undefined && (from === undefined || from === defaultGroup)) {
    await session.groups.copyTo({ fids, tagids: [to] }, { signal });
  } else if (to !== undefined && typeof from === 'number') {
    await session.groups.move({ beforeTagids: [from], afterTagids: [to], fids }, { signal });
  } else {
    const shift = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const after = (mid: number) => groupsAfter(shift, sides.get(mid)?.tag ?? []);
    for (const same of Map.groupBy(fids, (mid) => groupSetKey(after(mid))).values())
      await setGroups(session, same, after(same[0] ?? 0), signal);
  }
}

/** The outcome of a change of groups, as mids. */
export interface Shifted {
  changed: number[];
  /** In the wanted groups already. */
  already: number[];
  /** Not followed, so in no group; includes the account itself. */
  notFollowed: number[];
}

/**
 * Changes the groups of at most 50 people: one request to read their groups, then {@link writeShift}. After a
 * lost answer the groups are read again.
 * @throws BilibiliRefused when the site refuses; BilibiliUnreachable when nothing was changed as far as
 *   known; InDoubt when reading back fails too
 */
export async function changeGroupMembership(
  session: Session,
  shift: Shift,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Shifted> {
  const fids = [...new Set(mids)];
  const sides = await readRelations(session, fids, signal);
  const which = (mid: number): keyof Shifted => {
    const side = sides.get(mid) ?? stranger;
    if (!followsOpenly(side.relation)) return 'notFollowed';
    return isShifted(shift, side.tag) ? 'already' : 'changed';
  };
  const { changed = [], already = [], notFollowed = [] } = Object.groupBy(fids, which);
  if (changed.length > 0) {
    const todo = new Map(changed.map((mid) => [mid, sides.get(mid) ?? stranger]));
    await verifyLostWrite(writeShift(session, shift, todo, signal), async () => {
      const now = await readRelations(session, changed, signal);
      return changed.every((mid) => isShifted(shift, now.get(mid)?.tag ?? []));
    });
  }
  return { changed, already, notFollowed };
}

const stranger: RelationSummary = { relation: 'none', tag: [], special: false };

/**
 * Sets exactly these groups for a person; the special group may be among them, the default group not. One
 * request, and one more when its answer is lost.
 * @throws BilibiliRefused `notFollowed` for a person the account does not follow; BilibiliUnreachable when
 *   nothing was changed; InDoubt when reading back fails too
 */
export async function saveGroups(
  session: Session,
  mid: number,
  tagids: readonly number[],
  signal?: AbortSignal,
): Promise<void> {
  await verifyLostWrite(setGroups(session, [mid], tagids, signal), async () => {
    const { tag } = await session.relations.relation({ fid: mid }, { signal });
    return sameGroups(tag, tagids);
  });
}

/**
 * Adds a person to a group and keeps their other groups. One request, and one more when its answer is lost.
 */
export async function addToGroup(
  session: Session,
  mid: number,
  tagid: number,
  signal?: AbortSignal,
): Promise<void> {
  const writing = session.groups.copyTo({ fids: [mid], tagids: [tagid] }, { signal });
  await verifyLostWrite(writing, async () => {
    const { tag } = await session.relations.relation({ fid: mid }, { signal });
    return tag.includes(tagid);
  });
}

/** Sets exactly these groups for people: one request for all. */
async function setGroups(
  session: Session,
  mids: readonly number[],
  tagids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const set = withoutDefaultGroup(tagids);
  // The site writes the empty set as the default group.
  const params = { fids: [...mids], tagids: set.length > 0 ? set : [defaultGroup] };
  await session.groups.setFor(params, { signal });
}
