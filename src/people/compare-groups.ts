import { defaultGroup } from '../api/index.ts';

/** Whether two sets contain the same groups, in any order. */
export function sameGroups(one: readonly number[], other: readonly number[]): boolean {
  return groupSetKey(one) === groupSetKey(other);
}

/** The groups of a set without the default group. */
export function withoutDefaultGroup(tag: readonly number[]): number[] {
  return tag.filter((tagid) => tagid !== defaultGroup);
}

/** A key that is equal for equal sets of groups, in any order. */
export function groupSetKey(tag: readonly number[]): string {
  return [...new Set(withoutDefaultGroup(tag))].sort((a, b) => a - b).join();
}
