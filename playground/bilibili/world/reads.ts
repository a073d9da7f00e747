import { allGroups } from '../routes/groups.ts';
import { relationRow } from '../routes/rows.ts';
import type { Person } from '../state/people.ts';
import type { Site } from '../state/site.ts';
import type { Timeline } from '../state/timeline.ts';

/** Reads the world directly, without requests. Lists of mids are newest first. */
export interface Reads {
  person(mid: number): Person | undefined;
  people(): Person[];
  followingsOf(mid: number): number[];
  fansOf(mid: number): number[];
  whispersOf(mid: number): number[];
  blacksOf(mid: number): number[];
  /** The relation of `mid` to `other`: attribute, mtime (s), tag (group ids or null), special. */
  relationOf(mid: number, other: number): ReturnType<typeof relationRow>;
  /** Special and default first, each with its member count. */
  groups(mid: number): ReturnType<typeof allGroups>;
  /** The members of a group of `mid`, including special. */
  groupMembers(mid: number, tagid: number): number[];
}

export function createReads(site: Site): Reads {
  const { people, relations } = site;
  const mids = (list: Timeline) => list.page(0, list.size).map(({ mid }) => mid);
  return {
    person: people.get,
    people: () => [...people.all()],
    followingsOf: (mid) => mids(relations.followings(mid)),
    fansOf: (mid) => mids(relations.fans(mid)),
    whispersOf: (mid) => mids(relations.whispers(mid)),
    blacksOf: (mid) => mids(relations.blacks(mid)),
    relationOf: (mid, other) => relationRow(site, mid, other),
    groups: (mid) => allGroups(site, mid),
    groupMembers: site.groups.members,
  };
}
