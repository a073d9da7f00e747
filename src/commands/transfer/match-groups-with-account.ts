import { type Group, specialGroup } from '../../api/index.ts';
import { visible } from '../../bot/text/displayable-text.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { ListedPerson } from '../../people/import/read-people.ts';

/** Groups named in a file, compared with those of the account. */
export interface GroupComparison {
  /** Names of groups that the account has, and that it lacks. */
  known: string[];
  missing: string[];
  /** Number of special follows in the file. */
  special: number;
}

/**
 * Compares the groups of a file with the account's. Names are compared as displayed; a number without a name
 * counts only if the account has a group of that number.
 */
export function matchGroupsWithAccount(
  people: readonly ListedPerson[],
  groups: readonly Group[],
): GroupComparison {
  const { byName, byNumber } = indexGroups(groups);
  const named = new Set(people.flatMap((person) => person.groups));
  const numbered = people.flatMap(({ tagids = [] }) => tagids.flatMap((tagid) => byNumber.get(tagid) ?? []));
  const all = [...new Set([...named, ...numbered])];
  return {
    known: all.filter((name) => byName.has(name)),
    missing: all.filter((name) => !byName.has(name)),
    special: people.filter(({ special }) => special).length,
  };
}

/** Whether the file names any groups, including ones the account lacks. */
export function anyGroupNamed(people: readonly ListedPerson[]): boolean {
  return people.some(({ groups, tagids = [], special }) => special || groups.length > 0 || tagids.length > 0);
}

/** Whether there are groups or special follows to restore. */
export function isAnythingToRestore({ known, missing, special }: GroupComparison): boolean {
  return known.length > 0 || missing.length > 0 || special > 0;
}

/** Special and default exist in every account, so names in a file do not refer to them. */
function indexGroups(groups: readonly Group[]): {
  byName: Map<string, number>;
  byNumber: Map<number, string>;
} {
  return {
    byName: new Map(groups.map(({ tagid, name }) => [visible(name), tagid])),
    byNumber: new Map(
      groups.filter(({ tagid }) => tagid > 0).map(({ tagid, name }) => [tagid, visible(name)]),
    ),
  };
}

/** Job people with their groups; groups the account lacks are left out. */
export function toJobPeopleWithGroups(
  people: readonly ListedPerson[],
  groups: readonly Group[],
): JobPerson[] {
  const { byName, byNumber } = indexGroups(groups);
  return people.map(({ mid, groups: names, tagids = [], special }) => ({
    mid,
    groups: [
      ...new Set([
        ...names.flatMap((one) => byName.get(one) ?? []),
        ...tagids.filter((tagid) => byNumber.has(tagid)),
        ...(special ? [specialGroup] : []),
      ]),
    ],
  }));
}

/**
 * Job people without groups, for follow or block. Names in the file are dropped: the preview must show who
 * these mids are at Bilibili.
 */
export function toJobPeopleWithoutGroups(people: readonly ListedPerson[]): JobPerson[] {
  return people.map(({ mid }) => ({ mid }));
}
