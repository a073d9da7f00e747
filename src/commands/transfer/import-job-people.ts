import { type Group, specialGroup } from '../../api/index.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { ListedPerson } from '../../people/import/read-people.ts';
import { indexGroups } from './compare-import-groups.ts';

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
