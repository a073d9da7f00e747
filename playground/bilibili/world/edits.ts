import { DEFAULT } from '../state/groups.ts';
import type { NewPerson, Person } from '../state/people.ts';
import { createRandom } from '../state/random.ts';
import type { Site } from '../state/site.ts';
import { createPersonMaker, midOf } from './random-person.ts';

/** The time of an edit, in seconds since 1970; now when omitted. */
export interface When {
  at?: number;
}

/**
 * Changes that bypass the site's rules and limits, but keep its invariants: follows in both people's lists,
 * new times for a mutual follow, groups of followed people only. Throw when a person does not exist.
 */
export interface Edits {
  /** Adds a person; picks a free mid when none is given. Throws when the mid or the name is taken. */
  addPerson(person: Partial<Person>): Person;
  /** Changes fields of a person. */
  change(mid: number, changes: Partial<Omit<Person, 'mid'>>): Person;
  follow(from: number, to: number, when?: When): void;
  unfollow(from: number, to: number): void;
  /** A quiet follow, as could be made in the past. */
  whisper(from: number, to: number, when?: When): void;
  block(from: number, to: number, when?: When): void;
  unblock(from: number, to: number): void;
  /** The id of the new group. */
  createGroup(mid: number, name: string): number;
  renameGroup(mid: number, tagid: number, name: string): void;
  deleteGroup(mid: number, tagid: number): void;
  /** Sets the groups of people whom `mid` follows; -10 is the special group. */
  setGroups(mid: number, who: number | readonly number[], tagids: readonly number[]): void;
  /** Makes `count` new people follow `mid`; returns their mids, newest first. */
  gainFans(mid: number, count: number, when?: When): number[];
  /** Makes the newest `count` fans unfollow `mid`; returns their mids. */
  loseFans(mid: number, count: number): number[];
  /** `mid` follows a fan back, as in the app. */
  followBack(mid: number, fan: number): void;
  /**
   * Closes an account: nobody can act on it, and it disappears from all lists, or with `stays` remains listed
   * without its name and avatar.
   */
  closeAccount(mid: number, how?: { stays?: boolean }): void;
}

export function createEdits(site: Site): Edits {
  const { people, relations, groups, seconds, events } = site;
  // A separate stream: the number of requests answered must not change the people invented.
  const random = createRandom(site.random.below(2 ** 31));
  const invent = createPersonMaker(random, (name) => people.byName(name) !== undefined);
  const emitChange = <T>(result: T): T => {
    events.emit('change');
    return result;
  };
  const requireBoth = (from: number, to: number) => {
    people.mustGet(from);
    people.mustGet(to);
    if (from === to) throw new Error('nobody relates to oneself');
  };
  const freeMid = () => {
    let mid = midOf(random);
    while (people.get(mid)) mid = midOf(random);
    return mid;
  };
  const add = (given: Partial<Person>) => {
    const person: NewPerson =
      given.name === undefined ? { ...invent(), ...given } : { ...given, name: given.name };
    return people.add({ ...person, mid: given.mid ?? freeMid() });
  };
  const follow = (from: number, to: number, { at = seconds() }: When = {}) => {
    requireBoth(from, to);
    relations.follow(from, to, at);
  };

  return {
    addPerson: (person) => emitChange(add(person)),
    change: (mid, changes) => emitChange(people.change(mid, changes)),
    follow: (from, to, when) => emitChange(follow(from, to, when)),
    unfollow(from, to) {
      requireBoth(from, to);
      emitChange(relations.unfollow(from, to));
    },
    whisper(from, to, { at = seconds() } = {}) {
      requireBoth(from, to);
      emitChange(relations.whisper(from, to, at));
    },
    block(from, to, { at = seconds() } = {}) {
      requireBoth(from, to);
      emitChange(relations.block(from, to, at));
    },
    unblock(from, to) {
      requireBoth(from, to);
      emitChange(relations.unblock(from, to));
    },
    createGroup: (mid, name) => emitChange(groups.create(people.mustGet(mid).mid, name)),
    renameGroup: (mid, tagid, name) => emitChange(groups.rename(mid, tagid, name)),
    deleteGroup: (mid, tagid) => emitChange(groups.remove(mid, tagid)),
    setGroups(mid, who, tagids) {
      for (const tagid of tagids) {
        if (tagid === DEFAULT || groups.nameOf(mid, tagid) === undefined)
          throw new Error(`no group ${tagid}`);
      }
      for (const other of [who].flat()) {
        if (relations.followings(mid).at(other) === undefined)
          throw new Error(`${mid} does not follow ${other}`);
        groups.put(mid, other, tagids);
      }
      emitChange(undefined);
    },
    gainFans(mid, count, when) {
      const fans = Array.from({ length: count }, () => {
        const fan = add({}).mid;
        follow(fan, mid, when);
        return fan;
      });
      return emitChange(fans.reverse());
    },
    loseFans(mid, count) {
      const fans = relations
        .fans(mid)
        .page(0, count)
        .map((entry) => entry.mid);
      for (const fan of fans) relations.unfollow(fan, mid);
      return emitChange(fans);
    },
    followBack(mid, fan) {
      if (relations.fans(mid).at(fan) === undefined) throw new Error(`${fan} is no fan of ${mid}`);
      emitChange(follow(mid, fan));
    },
    closeAccount(mid, { stays = false } = {}) {
      people.change(mid, { closed: true });
      if (!stays) relations.forget(mid);
      site.sessions.expire(mid);
      emitChange(undefined);
    },
  };
}
