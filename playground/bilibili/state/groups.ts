/** The group of special follows. A person can be in it and in other groups. */
export const SPECIAL = -10;
/** The group of everybody who is in no other. It has no stored members. */
export const DEFAULT = 0;

/** A follow group that its owner created. */
export interface Group {
  tagid: number;
  name: string;
}

/**
 * Everybody's follow groups. A person in no group has no entry: that is the default group. Only followed
 * people may be in a group, so `forget` must be called when a follow ends.
 */
export interface Groups {
  /** The owner's groups in their order, without special and default. */
  list(owner: number): Group[];
  /** Returns the id of the new group. */
  create(owner: number, name: string): number;
  rename(owner: number, tagid: number, name: string): void;
  /** Sets the order; groups not listed come last. */
  sort(owner: number, tagids: readonly number[]): void;
  /** Its members stay followed, and in their other groups. */
  remove(owner: number, tagid: number): void;
  /** The name of a group, including special and default; undefined when it does not exist. */
  nameOf(owner: number, tagid: number): string | undefined;
  /** The ids of the groups a person is in, including special. */
  of(owner: number, mid: number): number[];
  /** Sets the groups a person is in; none means the default group. */
  put(owner: number, mid: number, tagids: Iterable<number>): void;
  forget(owner: number, mid: number): void;
  /** How many members a group has. Not for the default group. */
  count(owner: number, tagid: number): number;
  /** How many people are in any group. */
  countGrouped(owner: number): number;
  /** The members of a group, in the order they were added to their groups. Not for the default group. */
  members(owner: number, tagid: number): number[];
}

/** @param firstId the id of the first group created */
export function createGroups(firstId = 194110): Groups {
  const owners = new Map<number, { names: Map<number, string>; sets: Map<number, Set<number>> }>();
  let nextId = firstId;
  const groupsOf = (owner: number) => {
    const known = owners.get(owner);
    if (known) return known;
    const made = { names: new Map<number, string>(), sets: new Map<number, Set<number>>() };
    owners.set(owner, made);
    return made;
  };
  const put = (owner: number, mid: number, tagids: Iterable<number>) => {
    const set = new Set([...tagids].filter((tagid) => tagid !== DEFAULT));
    const { sets } = groupsOf(owner);
    if (set.size > 0) sets.set(mid, set);
    else sets.delete(mid);
  };
  const members = (owner: number, tagid: number) =>
    [...(owners.get(owner)?.sets ?? [])].filter(([, set]) => set.has(tagid)).map(([mid]) => mid);
  return {
    list: (owner) => [...(owners.get(owner)?.names ?? [])].map(([tagid, name]) => ({ tagid, name })),
    create(owner, name) {
      const tagid = nextId;
      nextId += 1;
      groupsOf(owner).names.set(tagid, name);
      return tagid;
    },
    rename(owner, tagid, name) {
      groupsOf(owner).names.set(tagid, name);
    },
    sort(owner, tagids) {
      const { names } = groupsOf(owner);
      const rank = (tagid: number) => (tagids.includes(tagid) ? tagids.indexOf(tagid) : tagids.length);
      const sorted = [...names].sort(([a], [b]) => rank(a) - rank(b));
      names.clear();
      for (const [tagid, name] of sorted) names.set(tagid, name);
    },
    remove(owner, tagid) {
      const { names, sets } = groupsOf(owner);
      names.delete(tagid);
      for (const [mid, set] of [...sets]) {
        if (set.delete(tagid)) put(owner, mid, set);
      }
    },
    nameOf(owner, tagid) {
      if (tagid === SPECIAL) return '特别关注';
      if (tagid === DEFAULT) return '默认分组';
      return owners.get(owner)?.names.get(tagid);
    },
    of: (owner, mid) => [...(owners.get(owner)?.sets.get(mid) ?? [])],
    put,
    forget(owner, mid) {
      owners.get(owner)?.sets.delete(mid);
    },
    count: (owner, tagid) => members(owner, tagid).length,
    countGrouped: (owner) => owners.get(owner)?.sets.size ?? 0,
    members,
  };
}
