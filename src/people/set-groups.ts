import { defaultGroup, type Session } from '../api/index.ts';

/** Whether two sets contain the same groups, in any order. */
export function sameGroups(one: readonly number[], other: readonly number[]): boolean {
  return groupSetKey(one) === groupSetKey(other);
}

/** Sets exactly these groups for people: one request for all. */
export async function setGroups(
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

/** The groups of a set without the default group. */
export function withoutDefaultGroup(tag: readonly number[]): number[] {
  return tag.filter((tagid) => tagid !== defaultGroup);
}

/** A key that is equal for equal sets of groups, in any order. */
export function groupSetKey(tag: readonly number[]): string {
  return [...new Set(withoutDefaultGroup(tag))].sort((a, b) => a - b).join();
}
