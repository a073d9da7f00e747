import { follows, type GamePerson, type Member, type Person } from '../api/index.ts';
import { type PersonTraits, traitsOf } from './person-traits.ts';

/** What stands beside a name: mutual follow, special follow, verified, streaming now. */
export type Mark = 'mutual' | 'special' | 'verified' | 'live';

/** A row of a list. */
export interface ListRow {
  mid: number;
  /** As the person wrote it: hostile text. */
  name: string;
  marks: Mark[];
  /** Since when, in seconds, where the list is about that. */
  at?: number;
  /** How many follow them, once that was asked for. */
  fans?: number;
  /** What filters go by; missing where nobody asked the site for more than the name. */
  traits?: PersonTraits;
}

/** What a list says of its rows besides what stands in them. */
export interface RowDetails {
  /** Their `mtime` is worth showing. */
  time?: boolean;
  /** All of them follow the reader. */
  followsReader?: boolean;
  /** All of them are special follows. */
  special?: boolean;
  /** `relation` is how someone else stands to them, so it says nothing of the reader. */
  foreign?: boolean;
}

/** A person in an answer as a row of a list. Only what the answer says becomes a mark. */
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

/** The app writes 1, a group's members an object. */
function isLive(live: Person['live'] | Member['live']): boolean {
  return (typeof live === 'object' ? live.live_status : live) === 1;
}
