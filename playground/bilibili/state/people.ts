/** A person of the simulated site. */
export interface Person {
  readonly mid: number;
  /** Unique, ignoring case. */
  name: string;
  sign: string;
  sex: '男' | '女' | '保密';
  /** From 0 to 6. */
  level: number;
  /** Verification: -1 none, 0 personal, 1 organisation. */
  official: { type: -1 | 0 | 1; desc: string };
  /** Membership: type 0 none, 1 monthly, 2 yearly; status 1 while it runs; due in ms since 1970. */
  vip: { type: 0 | 1 | 2; status: 0 | 1; due: number };
  /** The address of the avatar. */
  face: string;
  /** Whether the person is streaming live. */
  live: boolean;
  videos: number;
  likes: number;
  /** Closed by its owner: nobody can act on it. */
  closed: boolean;
  /** Banned by the site: the account cannot act on others. */
  banned: boolean;
  /** The list of followings is private. */
  hidesFollowings: boolean;
  /** The list of fans is private. */
  hidesFans: boolean;
  /** Cannot be followed by others (22002). */
  refusesFollows: boolean;
  /** Without phone number or entrance exam: may follow only a few (22006). */
  unverified: boolean;
  /** Flagged by the site: follows are refused (22015). */
  abnormal: boolean;
}

/** What can be given for a new person; defaults fill the rest. */
export type NewPerson = Partial<Person> & { name: string };

/** Everybody on the site. */
export interface People {
  get(mid: number): Person | undefined;
  /** @throws Error when there is no such person */
  mustGet(mid: number): Person;
  /** Like `get`, but undefined for a closed account. */
  getOpen(mid: number): Person | undefined;
  /** Ignores case. */
  byName(name: string): Person | undefined;
  /** Throws when the mid or the name is taken. */
  add(person: NewPerson & { mid: number }): Person;
  /** Throws when there is no such person, or the new name is taken. */
  change(mid: number, changes: Partial<Omit<Person, 'mid'>>): Person;
  all(): IterableIterator<Person>;
  readonly size: number;
}

/** The address of the avatar that the simulator draws for a mid. */
export function faceOf(mid: number): string {
  return `https://i0.hdslb.com/bfs/face/${mid}.png`;
}

export function createPeople(): People {
  const people = new Map<number, Person>();
  const names = new Map<string, Person>();
  const key = (name: string) => name.toLowerCase();
  const reserveName = (name: string, person: Person) => {
    const owner = names.get(key(name));
    if (owner && owner !== person) throw new Error(`the name ${name} is taken`);
    names.set(key(name), person);
  };
  const get = (mid: number) => people.get(mid);
  const mustGet = (mid: number) => {
    const person = get(mid);
    if (!person) throw new Error(`nobody has the mid ${mid}`);
    return person;
  };
  return {
    get,
    mustGet,
    getOpen(mid) {
      const person = people.get(mid);
      return person?.closed ? undefined : person;
    },
    byName: (name) => names.get(key(name)),
    add(given) {
      if (people.has(given.mid)) throw new Error(`the mid ${given.mid} is taken`);
      const person: Person = { ...defaults, face: faceOf(given.mid), ...given };
      reserveName(person.name, person);
      people.set(person.mid, person);
      return person;
    },
    change(mid, changes) {
      const person = mustGet(mid);
      if (changes.name !== undefined) {
        reserveName(changes.name, person);
        if (key(changes.name) !== key(person.name)) names.delete(key(person.name));
      }
      return Object.assign(person, changes);
    },
    all: () => people.values(),
    get size() {
      return people.size;
    },
  };
}

const defaults: Omit<Person, 'mid' | 'name' | 'face'> = {
  sign: '',
  sex: '保密',
  level: 4,
  official: { type: -1, desc: '' },
  vip: { type: 0, status: 0, due: 0 },
  live: false,
  videos: 0,
  likes: 0,
  closed: false,
  banned: false,
  hidesFollowings: false,
  hidesFans: false,
  refusesFollows: false,
  unverified: false,
  abnormal: false,
};
