import { redactedExcerpt } from '../../text/find-and-redact-credentials.ts';
import { visible } from '../../text/invisible-and-wide-characters.ts';
import type { CellPerson } from './person-in-cell.ts';

/** A person as a file names them. */
export interface ListedPerson {
  mid: number;
  name?: string;
  /** Names of the groups they were in. */
  groups: string[];
  /** Numbers of groups that the file has no names for; they mean something in the account the file came from. */
  tagids?: number[];
  /** They were a special follow. */
  special: boolean;
}

/** What a file or a text says about people. */
export interface PeopleRead {
  /** Whose list it is: people to follow, fans, or a blacklist, as the file says itself; `follows` when it does not. */
  kind: 'follows' | 'fans' | 'blacks';
  /** Each once, in the order written. */
  people: ListedPerson[];
  /** Those a list of follows marks as blocked: they are not among `people`. */
  blocked: ListedPerson[];
  /** The first pieces that mean nobody, each cut short, without credentials; foreign text otherwise. */
  unread: string[];
  unreadCount: number;
  /**
   * The first UIDs, as written, that a spreadsheet has rounded, so that they are wrong or gone; empty when there is no sign
   * of it. Nobody is among `people` for one of these.
   */
  rounded: string[];
  roundedCount: number;
}

/** What a file says of one person beside who it is. */
export interface AboutPerson {
  name?: string | undefined;
  groups?: readonly string[];
  tagids?: readonly number[];
  special?: boolean;
  relation?: 'follows' | 'fans' | 'blacks' | undefined;
}

/** Gathers people; somebody who comes again gets the groups of both times. */
export interface PeopleCollector {
  add(person: CellPerson, about?: AboutPerson): void;
  /** A piece that means nobody. */
  leave(piece: string): void;
  /**
   * @param kind what the file calls itself, unless its people say otherwise
   * @param areNamesGuessed whether names were taken from beside the people, with no field or heading that says so
   */
  result(kind?: PeopleRead['kind'], areNamesGuessed?: boolean): PeopleRead;
}

const mostUnread = 100;
const longestUnread = 60;
/** From here on a spreadsheet, which keeps 15 digits, makes zeros of the last. */
const roundedFrom = 1e15;
const mostRounded = 10;

/** The groups everybody has: one is a mark of its own, the other means no group. */
const specialName = '特别关注';
const defaultName = '默认分组';
const specialGroup = -10;

/** Nobody yet. */
export function createPeopleCollector(): PeopleCollector {
  const people = new Map<number, ListedPerson & { relation: AboutPerson['relation'] }>();
  const unread: string[] = [];
  const rounded: string[] = [];
  /** Whose UID may be a rounded one, and who stands in an address too. */
  const doubtful = new Set<number>();
  const certain = new Set<number>();
  let unreadCount = 0;
  let long = 0;
  let spoiled = 0;

  function leave(piece: string): void {
    const shown = piece.trim();
    if (shown === '') return;
    unreadCount += 1;
    if (unread.length < mostUnread) unread.push(redactedExcerpt(shown, longestUnread));
  }

  function noteRounding({ mid, written, exact }: Extract<CellPerson, { kind: 'person' }>): void {
    if (exact) certain.add(mid);
    if (exact || mid < roundedFrom) return;
    long += 1;
    if (mid % 10 !== 0) return;
    doubtful.add(mid);
    noteSpoiled(written);
  }

  function noteSpoiled(written: string): void {
    spoiled += 1;
    if (rounded.length < mostRounded) rounded.push(redactedExcerpt(written, longestUnread));
  }

  return {
    leave,
    add(person, about = {}) {
      if (person.kind === 'rounded') {
        leave(person.written);
        noteSpoiled(person.written);
        long += 1;
        return;
      }
      noteRounding(person);
      const { mid } = person;
      people.set(mid, merged(people.get(mid), mid, about));
    },
    result(kind, areNamesGuessed = false) {
      // One long UID that ends otherwise has gone through no spreadsheet, so the others have not either.
      const areRounded = spoiled === long;
      const isWrong = (mid: number) => areRounded && doubtful.has(mid) && !certain.has(mid);
      const all = [...people.values()].filter(({ mid }) => !isWrong(mid));
      const isBlacklist =
        kind === 'blacks' || (all.length > 0 && all.every(({ relation }) => relation === 'blacks'));
      const isFans = all.some(({ relation }) => relation === 'fans');
      const listed = all.filter(({ relation }) => isBlacklist || relation !== 'blacks');
      return {
        kind: isBlacklist ? 'blacks' : isFans ? 'fans' : (kind ?? 'follows'),
        people: (areNamesGuessed && areNamedAlike(listed) ? listed.map(withoutName) : listed).map(
          withoutRelation,
        ),
        blocked: isBlacklist ? [] : all.filter(({ relation }) => relation === 'blacks').map(withoutRelation),
        unread,
        unreadCount,
        rounded: areRounded ? rounded : [],
        roundedCount: areRounded ? spoiled : 0,
      };
    },
  };
}

type Kept = ListedPerson & { relation: AboutPerson['relation'] };

function merged(known: Kept | undefined, mid: number, about: AboutPerson): Kept {
  const { groups = [], tagids = [], special = false, relation } = about;
  const name = visible(about.name ?? '') || known?.name;
  const names = groups.map(visible).filter((group) => group !== '');
  const ids = new Set([...(known?.tagids ?? []), ...tagids.filter((tagid) => tagid > 0)]);
  const isSpecial =
    special || known?.special === true || names.includes(specialName) || tagids.includes(specialGroup);
  return {
    mid,
    ...(name !== undefined && { name }),
    groups: [
      ...new Set([
        ...(known?.groups ?? []),
        ...names.filter((one) => one !== specialName && one !== defaultName),
      ]),
    ],
    ...(ids.size > 0 && { tagids: [...ids] }),
    special: isSpecial,
    relation: relation ?? known?.relation,
  };
}

/** What stands beside each of several people is no name, but what a log or a form says of every one. */
function areNamedAlike([first, ...others]: readonly Kept[]): boolean {
  return first?.name !== undefined && others.length > 0 && others.every(({ name }) => name === first.name);
}

function withoutName({ name: _, ...person }: Kept): Kept {
  return person;
}

function withoutRelation({ relation: _, ...person }: Kept): ListedPerson {
  return person;
}
