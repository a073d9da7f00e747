import { follows, type GamePerson, type Member, type Person, type Relation } from '../api/index.ts';

/** Marks shown beside a name: mutual follow, special follow, verified, streaming now. */
export type Mark = 'mutual' | 'special' | 'verified' | 'live';

/** A person in a list. */
export interface ListRow {
  mid: number;
  /** Text of another person: hostile. */
  name: string;
  marks: Mark[];
  /** When the relation began, in seconds since 1970; only in lists that show it. */
  at?: number;
  /** Number of fans; only once it was fetched. */
  fans?: number;
  /** What filters test; missing when only names were fetched. */
  traits?: PersonTraits;
}

/** What is true of all rows of an answer because of the list they come from. */
export interface RowDetails {
  /** Their `mtime` is shown. */
  time?: boolean;
  /** All of them follow the account. */
  followsReader?: boolean;
  /** All of them are special follows. */
  special?: boolean;
  /** `relation` is somebody else's relation to them, not the account's. */
  foreign?: boolean;
}

/** Makes a row of a person in an answer. Marks are set only for what the answer says. */
export function toListRow(person: Person | Member | GamePerson, extra: RowDetails = {}): ListRow {
  const { mid, uname } = person;
  const at = extra.time && 'mtime' in person ? person.mtime : undefined;
  return {
    mid,
    name: uname,
    marks: marksOf(person, extra),
    ...(at !== undefined && at > 0 && { at }),
    traits: traitsOf(person, extra.foreign),
  };
}

function marksOf(person: Person | Member | GamePerson, extra: RowDetails): Mark[] {
  const { relation, special } =
    'relation' in person && !extra.foreign ? person : ({ relation: 'none', special: false } as const);
  const marks: Mark[] = [];
  if (relation === 'mutual' || (extra.followsReader && follows(relation))) marks.push('mutual');
  if (extra.special || special) marks.push('special');
  if ('official_verify' in person && person.official_verify.type >= 0) marks.push('verified');
  if ('live' in person && isLive(person.live)) marks.push('live');
  return marks;
}

/** The app's list gives 1, the members of a group an object. */
function isLive(live: Person['live'] | Member['live']): boolean {
  return (typeof live === 'object' ? live.live_status : live) === 1;
}

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
