import { DEFAULT } from '../state/groups.ts';
import type { NewPerson, Person } from '../state/people.ts';
import { createRandom } from '../state/random.ts';
import type { Site } from '../state/site.ts';
import { createPersonMaker, midOf } from './random-person.ts';

/** When an edit happened, in seconds since 1970; now when left out. */
export interface When {
  at?: number;
}

/**
 * Changes made past the site's own rules and limits, but never against what holds between its parts: lists on both sides,
 * times refreshed by a follow back, groups of the followed only. People who do not exist are thrown out.
 */
export interface Edits {
  /** Adds somebody; a mid is found when none is given. Throws when the mid or the name is taken. */
  addPerson(person: Partial<Person>): Person;
  /** Changes what is said of a person, or switches what they hide or may do. */
  change(mid: number, changes: Partial<Omit<Person, 'mid'>>): Person;
  follow(from: number, to: number, when?: When): void;
  unfollow(from: number, to: number): void;
  /** An old quiet follow, from the time when there were any. */
  whisper(from: number, to: number, when?: When): void;
  block(from: number, to: number, when?: When): void;
  unblock(from: number, to: number): void;
  /** The id of the new group. */
  createGroup(mid: number, name: string): number;
  renameGroup(mid: number, tagid: number, name: string): void;
  deleteGroup(mid: number, tagid: number): void;
  /** Puts people whom `mid` follows into exactly these groups; -10 is special. */
  setGroups(mid: number, who: number | readonly number[], tagids: readonly number[]): void;
  /** That many strangers follow `mid`; their mids, the newest first. */
  gainFans(mid: number, count: number, when?: When): number[];
  /** The newest fans of `mid`, that many, go away; their mids. */
  loseFans(mid: number, count: number): number[];
  /** `mid` follows a fan back, as in the app. */
  followBack(mid: number, fan: number): void;
  /**
   * The account is closed, and can be acted on no more: it is in no list any more, or, when it `stays`, stands there
   * without a name and picture of its own.
   */
  closeAccount(mid: number, how?: { stays?: boolean }): void;
}

/** Edits of a site. */
export function createEdits(site: Site): Edits {
  const { people, relations, groups, seconds, events } = site;
  // A stream of its own: how many requests were answered does not change who comes next.
  const random = createRandom(site.random.below(2 ** 31));
  const invent = createPersonMaker(random, (name) => people.byName(name) !== undefined);
  const changed = <T>(result: T): T => {
    events.emit('change');
    return result;
  };
  const both = (from: number, to: number) => {
    people.needed(from);
    people.needed(to);
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
    both(from, to);
    relations.follow(from, to, at);
  };

  return {
    addPerson: (person) => changed(add(person)),
    change: (mid, changes) => changed(people.change(mid, changes)),
    follow: (from, to, when) => changed(follow(from, to, when)),
    unfollow(from, to) {
      both(from, to);
      changed(relations.unfollow(from, to));
    },
    whisper(from, to, { at = seconds() } = {}) {
      both(from, to);
      changed(relations.whisper(from, to, at));
    },
    block(from, to, { at = seconds() } = {}) {
      both(from, to);
      changed(relations.block(from, to, at));
    },
    unblock(from, to) {
      both(from, to);
      changed(relations.unblock(from, to));
    },
    createGroup: (mid, name) => changed(groups.create(people.needed(mid).mid, name)),
    renameGroup: (mid, tagid, name) => changed(groups.rename(mid, tagid, name)),
    deleteGroup: (mid, tagid) => changed(groups.remove(mid, tagid)),
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
      changed(undefined);
    },
    gainFans(mid, count, when) {
      const fans = Array.from({ length: count }, () => {
        const fan = add({}).mid;
        follow(fan, mid, when);
        return fan;
      });
      return changed(fans.reverse());
    },
    loseFans(mid, count) {
      const fans = relations
        .fans(mid)
        .page(0, count)
        .map((entry) => entry.mid);
      for (const fan of fans) relations.unfollow(fan, mid);
      return changed(fans);
    },
    followBack(mid, fan) {
      if (relations.fans(mid).at(fan) === undefined) throw new Error(`${fan} is no fan of ${mid}`);
      changed(follow(mid, fan));
    },
    closeAccount(mid, { stays = false } = {}) {
      people.change(mid, { closed: true });
      if (!stays) relations.forget(mid);
      site.sessions.expire(mid);
      changed(undefined);
    },
  };
}
