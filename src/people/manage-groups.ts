import {
  BilibiliRefused,
  defaultGroup,
  type Group,
  mayBeRetiredEndpoint,
  type Session,
  specialGroup,
} from '../api/index.ts';
import { isLost, verifyLostWrite } from './lost-answer.ts';

/** Longest name of a group, in code points. */
const longestName = 16;

/** Whether a group may have this name: 1 to 16 characters after trimming. */
export function isGroupNameAllowed(name: string): boolean {
  const { length } = [...name.trim()];
  return length > 0 && length <= longestName;
}

/** Whether a group can be renamed and deleted: not the special and the default group. */
export function isOwnGroup(tagid: number): boolean {
  return tagid > defaultGroup;
}

/** All groups with their sizes: special and default first, then in the site's order. One request. */
export async function readGroups(session: Session, signal?: AbortSignal): Promise<Group[]> {
  const rank = ({ tagid }: Group) => (tagid === specialGroup ? 0 : tagid === defaultGroup ? 1 : 2);
  return (await session.groups.list({}, { signal })).toSorted((a, b) => rank(a) - rank(b));
}

/** Creates a group and returns its id (`tagid`). */
export async function createGroup(session: Session, name: string, signal?: AbortSignal): Promise<number> {
  let made: number | undefined;
  const create = async () => {
    made = (await session.groups.create({ tag: name }, { signal })).tagid;
  };
  await verifyLostWrite(create(), async () => {
    made = (await readGroups(session, signal)).find((group) => group.name === name.trim())?.tagid;
    return made !== undefined;
  });
  return made ?? defaultGroup;
}

/** Renames a group. */
export async function renameGroup(
  session: Session,
  tagid: number,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  await verifyLostWrite(session.groups.rename({ tagid, name }, { signal }), async () =>
    (await readGroups(session, signal)).some((group) => group.tagid === tagid && group.name === name.trim()),
  );
}

/** Deletes a group. Its members stay followed, and in their other groups. */
export async function deleteGroup(session: Session, tagid: number, signal?: AbortSignal): Promise<void> {
  await verifyLostWrite(
    session.groups.remove({ tagid }, { signal }),
    async () => !(await readGroups(session, signal)).some((group) => group.tagid === tagid),
  );
}

/** The outcome of moving a group. */
export interface GroupMoved {
  /** All groups in the site's order now. */
  groups: Group[];
  /** `end`: it was the first or last already; `refused`: the site did not take the order. */
  outcome: 'moved' | 'end' | 'refused';
}

/**
 * Moves one of the account's groups up or down by one. Three requests: read the order, write it, and read it
 * back, since the endpoint is known only from other clients; one request when the group is at that end
 * already.
 * @throws BilibiliRefused `groupMissing` when there is no such group
 */
export async function moveGroup(
  session: Session,
  tagid: number,
  way: 'up' | 'down',
  signal?: AbortSignal,
): Promise<GroupMoved> {
  const groups = await readGroups(session, signal);
  const order = ownOrder(groups);
  const at = order.indexOf(tagid);
  if (at < 0) {
    const { label } = session.groups.list.endpoint;
    throw new BilibiliRefused({ reason: 'groupMissing', code: 22104, endpoint: label });
  }
  const to = way === 'up' ? at - 1 : at + 1;
  const other = order[to];
  if (other === undefined) return { groups, outcome: 'end' };
  const wanted = order.with(to, tagid).with(at, other);
  try {
    await session.groups.sort({ tagids: wanted }, { signal });
  } catch (error) {
    if (!mayBeRetiredEndpoint(error) && !isLost(error)) throw error;
  }
  const now = await readGroups(session, signal);
  const isSo = ownOrder(now).join() === wanted.join();
  return { groups: now, outcome: isSo ? 'moved' : 'refused' };
}

function ownOrder(groups: readonly Group[]): number[] {
  return groups.map(({ tagid }) => tagid).filter(isOwnGroup);
}
