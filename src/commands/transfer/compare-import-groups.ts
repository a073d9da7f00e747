import { type Group, specialGroup } from '../../api/index.ts';
import { visible } from '../../bot/text/displayable-text.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { ListedPerson } from '../../people/import/read-people.ts';

/** The groups that people of a file are to be put into. */
export interface GroupComparison {
  /** Names of those the account has, and of those it has not. */
  known: string[];
  missing: string[];
  /** How many special follows there were. */
  special: number;
}

/**
 * Compares the groups of a file with those of the account. Names are compared as a reader sees them; a number without a
 * name means a group only where this account has one of that number.
 */
export function compareGroups(people: readonly ListedPerson[], groups: readonly Group[]): GroupComparison {
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

/** Whether anybody in a file was in a group, perhaps one that this account has not. */
export function anyGroupNamed(people: readonly ListedPerson[]): boolean {
  return people.some(({ groups, tagids = [], special }) => special || groups.length > 0 || tagids.length > 0);
}

/** Whether there is anything to restore. */
export function isAnythingToRestore({ known, missing, special }: GroupComparison): boolean {
  return known.length > 0 || missing.length > 0 || special > 0;
}

/** The people as a job takes them; groups the account does not have are left out. */
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
 * The people as a job takes them, for following or blocking alone. What a file calls them is left behind: the preview is to
 * show who these UIDs are on the site.
 */
export function toJobPeopleWithoutGroups(people: readonly ListedPerson[]): JobPerson[] {
  return people.map(({ mid }) => ({ mid }));
}

/** Special and default are groups of everybody, and no names of a file mean them. */
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
