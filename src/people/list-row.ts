import { follows, type GamePerson, type Member, type Person } from '../api/index.ts';
import { type PersonTraits, traitsOf } from './person-traits.ts';

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
