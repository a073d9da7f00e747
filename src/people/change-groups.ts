import { defaultGroup, followsOpenly, type Session, specialGroup } from '../api/index.ts';
import { readRelations } from './read-relations.ts';
import type { RelationSummary } from './relation-action.ts';
import { groupSetKey, sameGroups, setGroups, verifyLostWrite, withoutDefaultGroup } from './set-groups.ts';

/** Documented: as many people in one call. */
export const mostPeoplePerGroupCall = 50;
/** Into one group, out of one (`from`), or out of every one but special (`all`). At least one of the two is given. */
export interface Shift {
  from?: number | 'all';
  to?: number;
}

/** The groups somebody is in after a shift, default left out. */
export function groupsAfter({ from, to }: Shift, tag: readonly number[]): number[] {
  const kept = withoutDefaultGroup(tag).filter((one) =>
    from === 'all' ? one === specialGroup : one !== from,
  );
  return [...new Set([...kept, ...(to === undefined ? [] : [to])])];
}

/** Whether somebody in these groups is where the shift leaves them. */
export function isShifted(shift: Shift, tag: readonly number[]): boolean {
  return sameGroups(groupsAfter(shift, tag), withoutDefaultGroup(tag));
}

/**
 * Puts at most 50 people where a shift takes them. A move and a copy are one request; where each keeps other groups, the
 * whole set is written, those with the same set by one request. Doing it again changes nothing more.
 * @param sides one's own side of the relation to each, read right before: what is not in it is lost
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

/** What came of a shift, by person. */
export interface Shifted {
  changed: number[];
  /** They were there already. */
  already: number[];
  /** Not followed, so they can be in no group; the account itself is among them. */
  notFollowed: number[];
}

/**
 * Shifts at most 50 people: one request to read where they are, then {@link writeShift}. After a lost answer they are
 * read again.
 * @throws BilibiliRefused when the site does not do it; BilibiliUnreachable when nothing is known to have been done;
 *   InDoubt when that cannot be read.
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
