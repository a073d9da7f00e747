import { defaultGroup, follows, specialGroup } from '../api/index.ts';
import type { listFilterNames } from '../storage/index.ts';
import { isDormant, type PersonCheck } from './check-if-dormant.ts';
import type { ListName } from './list-request.ts';
import type { ListRow } from './list-row.ts';

/** A condition that people of a list can be filtered by. */
export type FilterName = (typeof listFilterNames)[number];

/** A filter; a person must meet every condition. */
export interface ListFilter {
  only: readonly FilterName[];
  /** For the condition `before`: followed before this time, in seconds since 1970. */
  before?: number;
}

/** The order of rows: as the site gives them, reversed, or by number of fans. */
export type ListSort = 'time' | 'oldest' | 'fans';

/** What filters need besides the rows. */
export interface FilterFacts {
  /** Least number of fans for the condition `big`. */
  bigFrom: number;
  /** Results of checking people one by one, by mid. */
  checks: ReadonlyMap<number, PersonCheck>;
  /** Now, in milliseconds since 1970. */
  now: number;
}

type Predicate = (row: ListRow, filter: ListFilter, facts: FilterFacts) => boolean;

/** An unknown fact never meets a condition. */
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

/** Conditions that need the account's own relation to a person. */
const conditionsOnRelation: ReadonlySet<FilterName> = new Set([
  'notFollowingBack',
  'notFollowedBack',
  'ungrouped',
  'before',
]);

const commonConditions: readonly FilterName[] = ['closed', 'defaultName', 'noPicture', 'verified', 'member'];
const conditionsByList: Partial<Record<ListName, readonly FilterName[]>> = {
  fans: ['notFollowedBack', ...commonConditions, 'big', 'before'],
  following: ['notFollowingBack', ...commonConditions, 'ungrouped', 'big', 'before'],
  friends: [...commonConditions, 'ungrouped', 'big', 'before'],
  group: ['notFollowingBack', ...commonConditions, 'big', 'before'],
};

/** The conditions offered for one of the account's own lists; empty when it has none. */
export function filtersOf(list: ListName): readonly FilterName[] {
  return conditionsByList[list] ?? [];
}

/** Whether the filter needs the account's own relation to each person. */
export function needsOwnRelation({ only }: ListFilter): boolean {
  return only.some((name) => conditionsOnRelation.has(name));
}

/** Whether the filter or the order needs fan counts. */
export function needsFans({ only }: ListFilter, sort: ListSort): boolean {
  return sort === 'fans' || only.includes('big');
}

/** The filter without the condition `big`, so that fans are counted only of people who meet the others. */
export function withoutFanCountFilter({ only, ...filter }: ListFilter): ListFilter {
  return { ...filter, only: only.filter((name) => name !== 'big') };
}

/** The rows that meet the filter, in their order. */
export function filterRows(rows: readonly ListRow[], filter: ListFilter, facts: FilterFacts): ListRow[] {
  return rows.filter((row) => filter.only.every((name) => predicates[name](row, filter, facts)));
}

/** Sorted rows. The sort is stable, and rows without a fan count come last. */
export function sortRows(rows: readonly ListRow[], sort: ListSort): ListRow[] {
  if (sort === 'time') return [...rows];
  if (sort === 'oldest') return rows.toReversed();
  return rows.toSorted((one, other) => (other.fans ?? -1) - (one.fans ?? -1));
}

/** Whether a person is in none of the account's own groups; special does not count as one. */
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
