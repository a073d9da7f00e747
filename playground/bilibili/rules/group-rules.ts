import { DEFAULT, SPECIAL } from '../state/groups.ts';
import type { Site } from '../state/site.ts';
import { Refusal } from './codes.ts';

/** A name holds at most so many characters. */
const longest = 16;
/** Which characters are forbidden is not documented; here: controls, formats, and those that mean something in HTML or a path. */
const forbidden = /[\p{Cc}\p{Cf}<>&"'`\\/]/u;
/** How many people one call regroups. The site's own limit is unknown; clients send 50. */
const most = 50;

/** Makes a group; its id. Refused with 22101, 22102, 22103 or 22106. */
export function createGroup(site: Site, me: number, name: string): number {
  checkName(site, me, name);
  if (site.groups.list(me).length >= site.limits.groups) throw new Refusal(22102);
  return site.groups.create(me, name);
}

/** Renames one of one's own groups. */
export function renameGroup(site: Site, me: number, tagid: number, name: string): void {
  ownGroup(site, me, tagid);
  checkName(site, me, name, tagid);
  site.groups.rename(me, tagid, name);
}

/** Deletes one of one's own groups; its members stay followed. */
export function deleteGroup(site: Site, me: number, tagid: number): void {
  ownGroup(site, me, tagid);
  site.groups.remove(me, tagid);
}

/** Puts people into exactly these groups. The default group, 0, stands for none. */
export function setGroups(site: Site, me: number, fids: readonly number[], tagids: readonly number[]): void {
  checkMembers(site, me, fids, tagids);
  for (const fid of fids) site.groups.put(me, fid, tagids);
}

/** Puts people into these groups too. */
export function copyToGroups(
  site: Site,
  me: number,
  fids: readonly number[],
  tagids: readonly number[],
): void {
  checkMembers(site, me, fids, tagids);
  for (const fid of fids) site.groups.put(me, fid, [...site.groups.of(me, fid), ...tagids]);
}

/** Takes people out of some groups and puts them into others. */
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

/** Makes somebody one follows a special follow, or ends that; their other groups stay. */
export function setSpecial(site: Site, me: number, fid: number, wanted: boolean): void {
  checkMembers(site, me, [fid], [SPECIAL]);
  const others = site.groups.of(me, fid).filter((tagid) => tagid !== SPECIAL);
  site.groups.put(me, fid, wanted ? [SPECIAL, ...others] : others);
}

/** Puts one's own groups in this order; those left out come last. */
export function sortGroups(site: Site, me: number, tagids: readonly number[]): void {
  for (const tagid of tagids) ownGroup(site, me, tagid);
  site.groups.sort(me, tagids);
}

/** Throws 22104 for a group that does not exist. */
export function knownGroup({ groups }: Site, me: number, tagid: number): void {
  if (groups.nameOf(me, tagid) === undefined) throw new Refusal(22104);
}

function ownGroup(site: Site, me: number, tagid: number): void {
  if (tagid === SPECIAL || tagid === DEFAULT) throw new Refusal(-400);
  knownGroup(site, me, tagid);
}

function checkName({ groups }: Site, me: number, name: string, renamed?: number): void {
  if (name.trim() === '') throw new Refusal(-400);
  if ([...name].length > longest) throw new Refusal(22103);
  if (forbidden.test(name)) throw new Refusal(22101);
  const all = [
    ...groups.list(me),
    { tagid: SPECIAL, name: '特别关注' },
    { tagid: DEFAULT, name: '默认分组' },
  ];
  if (all.some((group) => group.name === name && group.tagid !== renamed)) throw new Refusal(22106);
}

/** The whole call is refused when one group is missing or one person is not followed: nothing is done by half. */
function checkMembers(site: Site, me: number, fids: readonly number[], tagids: readonly number[]): void {
  if (fids.length === 0 || fids.length > most || tagids.length === 0) throw new Refusal(-400);
  for (const tagid of tagids) knownGroup(site, me, tagid);
  const followings = site.relations.followings(me);
  if (fids.some((fid) => followings.at(fid) === undefined)) throw new Refusal(22105);
}
