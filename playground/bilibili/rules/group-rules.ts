import { DEFAULT, SPECIAL } from '../state/groups.ts';
import type { Site } from '../state/site.ts';
import { Refusal } from './codes.ts';

/** Most characters in a name. */
const maxNameLength = 16;
/**
 * The characters the site forbids are not documented. Here: controls, format characters, and those special in
 * HTML or paths.
 */
const forbidden = /[\p{Cc}\p{Cf}<>&"'`\\/]/u;
/** Most people in one call. The site's own limit is unknown; clients send 50. */
const maxPeople = 50;

/** Creates a group; returns its id. Refused with 22101, 22102, 22103 or 22106. */
export function createGroup(site: Site, me: number, name: string): number {
  checkName(site, me, name);
  if (site.groups.list(me).length >= site.limits.groups) throw new Refusal(22102);
  return site.groups.create(me, name);
}

/** Renames a group; not special or default. */
export function renameGroup(site: Site, me: number, tagid: number, name: string): void {
  requireOwnGroup(site, me, tagid);
  checkName(site, me, name, tagid);
  site.groups.rename(me, tagid, name);
}

/** Deletes a group; not special or default. Its members stay followed. */
export function deleteGroup(site: Site, me: number, tagid: number): void {
  requireOwnGroup(site, me, tagid);
  site.groups.remove(me, tagid);
}

/** Sets the groups people are in. The default group, 0, means no group. */
export function setGroups(site: Site, me: number, fids: readonly number[], tagids: readonly number[]): void {
  checkMembers(site, me, fids, tagids);
  for (const fid of fids) site.groups.put(me, fid, tagids);
}

/** Adds people to groups, keeping their other groups. */
export function copyToGroups(
  site: Site,
  me: number,
  fids: readonly number[],
  tagids: readonly number[],
): void {
  checkMembers(site, me, fids, tagids);
  for (const fid of fids) site.groups.put(me, fid, [...site.groups.of(me, fid), ...tagids]);
}

/** Moves people from some groups to others. */
export function moveToGroups(
  site: Site,
  me: number,
  fids: readonly number[],
  { before, after }: { before: readonly number[]; after: readonly number[] },
): void {
  checkMembers(site, me, fids, [...before, ...after]);
  for (const fid of fids) {
    const kept = site.groups.of(me, fid).filter((tagid) => !before.includes(tagid));
    site.groups.put(me, fid, [...kept, ...after]);
  }
}

/** Adds a followed person to the special group or removes them from it; their other groups stay. */
export function setSpecial(site: Site, me: number, fid: number, wanted: boolean): void {
  checkMembers(site, me, [fid], [SPECIAL]);
  const others = site.groups.of(me, fid).filter((tagid) => tagid !== SPECIAL);
  site.groups.put(me, fid, wanted ? [SPECIAL, ...others] : others);
}

/** Sets the order of the owner's groups; groups not listed come last. */
export function sortGroups(site: Site, me: number, tagids: readonly number[]): void {
  for (const tagid of tagids) requireOwnGroup(site, me, tagid);
  site.groups.sort(me, tagids);
}

/** Throws 22104 for a group that does not exist. */
export function requireGroup({ groups }: Site, me: number, tagid: number): void {
  if (groups.nameOf(me, tagid) === undefined) throw new Refusal(22104);
}

function requireOwnGroup(site: Site, me: number, tagid: number): void {
  if (tagid === SPECIAL || tagid === DEFAULT) throw new Refusal(-400);
  requireGroup(site, me, tagid);
}

function checkName({ groups }: Site, me: number, name: string, renamed?: number): void {
  if (name.trim() === '') throw new Refusal(-400);
  if ([...name].length > maxNameLength) throw new Refusal(22103);
  if (forbidden.test(name)) throw new Refusal(22101);
  const all = [
    ...groups.list(me),
    { tagid: SPECIAL, name: '特别关注' },
    { tagid: DEFAULT, name: '默认分组' },
  ];
  if (all.some((group) => group.name === name && group.tagid !== renamed)) throw new Refusal(22106);
}

/**
 * Refuses the whole call when a group does not exist or a person is not followed, before anything is changed.
 */
function checkMembers(site: Site, me: number, fids: readonly number[], tagids: readonly number[]): void {
  if (fids.length === 0 || fids.length > maxPeople || tagids.length === 0) throw new Refusal(-400);
  for (const tagid of tagids) requireGroup(site, me, tagid);
  const followings = site.relations.followings(me);
  if (fids.some((fid) => followings.at(fid) === undefined)) throw new Refusal(22105);
}
