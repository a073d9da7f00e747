import { defaultGroup, follows, specialGroup } from '../api/index.ts';
import type { listFilterNames } from '../storage/index.ts';
import type { ListRow } from './list-row.ts';
import type { ListName } from './list-selector.ts';
import { isDormant, type PersonCheck } from './person-check.ts';

/** What people of a list can be filtered by. */
export type FilterName = (typeof listFilterNames)[number];

/** Which people of a list are wanted: those of whom all of it is true. */
export interface ListFilter {
  only: readonly FilterName[];
  /** With `before`: followed before this moment, in seconds. */
  before?: number;
}

/** How the people who are wanted are ordered: as the site has them, the other way round, or by their fans. */
export type ListSort = 'time' | 'oldest' | 'fans';

/** What a filter goes by besides the rows. */
export interface FilterFacts {
  /** From so many fans on somebody is big. */
  bigFrom: number;
  /** What a check of one by one has found, by mid. */
  checks: ReadonlyMap<number, PersonCheck>;
  /** Now, in milliseconds since 1970. */
  now: number;
}

type Predicate = (row: ListRow, filter: ListFilter, facts: FilterFacts) => boolean;

/** What is not known of a person is never taken for true. */
const predicates: Readonly<Record<FilterName, Predicate>> = {
  notFollowingBack: ({ traits }) => traits?.side?.relation === 'following',
  notFollowedBack: ({ traits }) => traits?.side?.relation === 'none',
  closed: ({ traits }) => traits?.closed === true,
  defaultName: ({ traits }) => traits?.defaultName === true,
  noPicture: ({ traits }) => traits?.noPicture === true,
  verified: ({ traits }) => traits?.verified === true,
  member: ({ traits }) => traits?.member === true,
  ungrouped: ({ traits }) => traits?.side !== undefined && isUngrouped(traits.side.tag),
  big: ({ fans }, _, { bigFrom }) => fans !== undefined && fans >= bigFrom,
  before: ({ traits }, { before = 0 }) => traits?.since !== undefined && traits.since < before,
  suspicious: ({ traits }) => traits?.defaultName === true && traits.noPicture && traits.noSignature === true,
  dormant: ({ mid }, _, { checks, now }) => isDormant(checks.get(mid), now),
};

/** Filters that go by how the reader stands to people. */
const bySide: ReadonlySet<FilterName> = new Set([
  'notFollowingBack',
  'notFollowedBack',
  'ungrouped',
  'before',
]);

const ofAll: readonly FilterName[] = ['closed', 'defaultName', 'noPicture', 'verified', 'member'];
const offered: Partial<Record<ListName, readonly FilterName[]>> = {
  fans: ['notFollowedBack', ...ofAll, 'big', 'before'],
  following: ['notFollowingBack', ...ofAll, 'ungrouped', 'big', 'before'],
  friends: [...ofAll, 'ungrouped', 'big', 'before'],
  group: ['notFollowingBack', ...ofAll, 'big', 'before'],
};

/** What a list of one's own may be filtered by; none when it cannot be. */
export function filtersOf(list: ListName): readonly FilterName[] {
  return offered[list] ?? [];
}

/** Whether it must be known how the reader stands to the people. */
export function needsOwnRelation({ only }: ListFilter): boolean {
  return only.some((name) => bySide.has(name));
}

/** Whether it must be known how many follow the people. */
export function needsFans({ only }: ListFilter, sort: ListSort): boolean {
  return sort === 'fans' || only.includes('big');
}

/** The filter without what costs requests to know, so that as few people as can be are asked for. */
export function withoutFanCountFilter({ only, ...filter }: ListFilter): ListFilter {
  return { ...filter, only: only.filter((name) => name !== 'big') };
}

/** Those who are wanted, in the order they came. */
export function filterRows(rows: readonly ListRow[], filter: ListFilter, facts: FilterFacts): ListRow[] {
  return rows.filter((row) => filter.only.every((name) => predicates[name](row, filter, facts)));
}

/** The rows in another order; who has as many fans as another, or an unknown number, stays behind them. */
export function sortRows(rows: readonly ListRow[], sort: ListSort): ListRow[] {
  if (sort === 'time') return [...rows];
  if (sort === 'oldest') return rows.toReversed();
  return rows.toSorted((one, other) => (other.fans ?? -1) - (one.fans ?? -1));
}

/** Whether somebody is in no group of one's own; the special group is beside those. */
function isUngrouped(tag: readonly number[]): boolean {
  return tag.every((tagid) => tagid === defaultGroup || tagid === specialGroup);
}

/** Whether somebody who stands so is in a list of one's own. `undefined`: that does not say. */
export function isStillListed(
  { list, of }: { list: ListName; of: number },
  { traits }: ListRow,
): boolean | undefined {
  const { side } = traits ?? {};
  if (side === undefined) return undefined;
  const { relation, tag } = side;
  if (list === 'fans') return relation === 'blocked' ? false : undefined;
  if (list === 'friends') return relation === 'mutual';
  if (list === 'following') return follows(relation);
  if (list !== 'group') return undefined;
  return follows(relation) && (of === defaultGroup ? tag.every((one) => one === of) : tag.includes(of));
}
