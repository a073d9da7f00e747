import { defaultGroup, type Group, type Session, specialGroup } from '../api/index.ts';
import { sameGroups, setGroups, verifyLostWrite } from './set-groups.ts';

/** Characters of a group's name, counted as people count them. */
const longestName = 16;

/** Whether Bilibili may take this as a name: 1 to 16 characters, spaces around it not counted. */
export function nameFits(name: string): boolean {
  const { length } = [...name.trim()];
  return length > 0 && length <= longestName;
}

/** Whether a group can be renamed and deleted: special and default cannot. */
export function isOwnGroup(tagid: number): boolean {
  return tagid > defaultGroup;
}

/** All groups with their sizes: special and default first, the others as the site has them. One request. */
export async function readGroups(session: Session, signal?: AbortSignal): Promise<Group[]> {
  const rank = ({ tagid }: Group) => (tagid === specialGroup ? 0 : tagid === defaultGroup ? 1 : 2);
  return (await session.groups.list({}, { signal })).toSorted((a, b) => rank(a) - rank(b));
}

/**
 * Puts somebody into exactly these groups, special among them or not; none is the default group. One request, and one
 * more when its answer is lost.
 * @throws BilibiliRefused, `notFollowed` for whom one does not follow; BilibiliUnreachable when nothing was done;
 *   InDoubt when that cannot be read
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

/** Puts somebody into one more group; their others stay. One request, and one more when its answer is lost. */
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

/** Makes a group, and tells its number. */
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

/** Gives a group another name. */
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

/** Ends a group; its members stay followed, and in their other groups. */
export async function deleteGroup(session: Session, tagid: number, signal?: AbortSignal): Promise<void> {
  await verifyLostWrite(
    session.groups.remove({ tagid }, { signal }),
    async () => !(await readGroups(session, signal)).some((group) => group.tagid === tagid),
  );
}
