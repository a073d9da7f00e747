import type { GamePerson, Member, Person, Relation } from '../api/index.ts';

/** What a row of a list tells of a person besides the name, for filters. What the answer does not say is missing. */
export interface PersonTraits {
  /** The account was closed by its owner. */
  closed: boolean;
  /** The name is the one the site gave. */
  defaultName: boolean;
  /** The picture is the one the site shows for who has none. */
  noPicture: boolean;
  noSignature?: boolean;
  verified?: boolean;
  /** A membership (大会员) is running. */
  member?: boolean;
  /** When the relation that the list is about last changed, in seconds. */
  since?: number;
  /** How the reader stands to them. */
  side?: OwnSide;
  /** That was changed from here since the list was read, so `side` is to be asked for. */
  changed?: true;
}

/** The reader's own side of the relation. */
export interface OwnSide {
  relation: Relation;
  /** The groups they are in, special among them. */
  tag: readonly number[];
}

/** How the site calls every account that was closed and still stands in a list. */
const closedName = '账号已注销';
/** `bili_` and a number is what the site calls whoever has chosen no name. */
const givenName = /^bili_\d{5,}$/iu;
/** The files that stand for "no picture". */
const noPictureFile = /\/(?:noface|akari)\.\w+(?:@[^/]*)?$/u;

/**
 * The traits of a person in an answer.
 * @param foreign `relation` is how someone else stands to them, so it says nothing of the reader
 */
export function traitsOf(person: Person | Member | GamePerson, foreign = false): PersonTraits {
  const { uname, face } = person;
  return {
    closed: uname === closedName,
    defaultName: givenName.test(uname),
    noPicture: face === '' || noPictureFile.test(face),
    ...('sign' in person && {
      noSignature: person.sign.trim() === '',
      verified: person.official_verify.type >= 0,
      ...(person.vip && { member: person.vip.vipStatus === 1 }),
    }),
    ...('relation' in person &&
      !foreign && {
        ...(person.mtime && { since: person.mtime }),
        side: { relation: person.relation, tag: person.tag },
      }),
  };
}
