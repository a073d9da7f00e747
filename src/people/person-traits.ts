import type { GamePerson, Member, Person, Relation } from '../api/index.ts';

/** Facts about a person that filters test. What the answer does not say is missing. */
export interface PersonTraits {
  /** The account was closed by its owner. */
  closed: boolean;
  /** The name is the default one of the site. */
  defaultName: boolean;
  /** The picture is the site's placeholder. */
  noPicture: boolean;
  noSignature?: boolean;
  verified?: boolean;
  /** Has a paid membership (大会员) now. */
  member?: boolean;
  /** When the relation shown by the list last changed, in seconds since 1970. */
  since?: number;
  /** The account's relation to them. */
  side?: OwnSide;
  /** Changed by this program since the list was read, so `side` must be fetched again. */
  changed?: true;
}

/** The account's side of a relation. */
export interface OwnSide {
  relation: Relation;
  /** Ids of the person's groups, special included. */
  tag: readonly number[];
}

/** The name the site shows for closed accounts that are still in a list. */
const closedName = '账号已注销';
/** The site's default name: `bili_` and a number. */
const defaultNamePattern = /^bili_\d{5,}$/iu;
/** File names of the site's placeholder pictures. */
const noPictureFile = /\/(?:noface|akari)\.\w+(?:@[^/]*)?$/u;

/**
 * The traits of a person in an answer.
 * @param foreign `relation` is somebody else's relation to them, not the account's
 */
export function traitsOf(person: Person | Member | GamePerson, foreign = false): PersonTraits {
  const { uname, face } = person;
  return {
    closed: uname === closedName,
    defaultName: defaultNamePattern.test(uname),
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
