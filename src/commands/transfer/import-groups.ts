import { type Group, specialGroup } from '../../api/index.ts';
import { visible } from '../../bot/text/safe.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { Listed } from './import-collector.ts';

/** The groups that people of a file are to be put into. */
export interface GroupsWanted {
  /** Names of those the account has, and of those it has not. */
  known: string[];
  missing: string[];
  /** How many special follows there were. */
  special: number;
}

/** Compares the groups named in a file with those of the account. Names are compared as a reader sees them. */
export function groupsWanted(people: readonly Listed[], groups: readonly Group[]): GroupsWanted {
  const own = byName(groups);
  const named = [...new Set(people.flatMap((person) => person.groups))];
  return {
    known: named.filter((name) => own.has(name)),
    missing: named.filter((name) => !own.has(name)),
    special: people.filter(({ special }) => special).length,
  };
}

/** Whether anybody in a file was in any group. */
export function namesGroups(people: readonly Listed[]): boolean {
  return people.some(({ groups, special }) => special || groups.length > 0);
}

/** The people as a job takes them; groups the account does not have are left out. */
export function withGroups(people: readonly Listed[], groups: readonly Group[]): JobPerson[] {
  const own = byName(groups);
  return people.map(({ mid, name, groups: names, special }) => ({
    mid,
    ...(name !== undefined && { name }),
    groups: [...names.flatMap((one) => own.get(one) ?? []), ...(special ? [specialGroup] : [])],
  }));
}

/** The people as a job takes them, for following alone. */
export function withoutGroups(people: readonly Listed[]): JobPerson[] {
  return people.map(({ mid, name }) => ({ mid, ...(name !== undefined && { name }) }));
}

function byName(groups: readonly Group[]): Map<string, number> {
  return new Map(groups.map(({ tagid, name }) => [visible(name), tagid]));
}
