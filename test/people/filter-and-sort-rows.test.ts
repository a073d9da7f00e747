import { describe, expect, it } from 'vitest';
import {
  type FilterName,
  filterRows,
  filtersOf,
  isStillListed,
  sortRows,
} from '../../src/people/filter-and-sort-rows.ts';
import type { ListRow, PersonTraits } from '../../src/people/list-row.ts';
import { listFilterNames } from '../../src/storage/index.ts';

const day = 24 * 3600;
const now = Date.UTC(2026, 10, 26);
const plain: PersonTraits = { closed: false, defaultName: false, noPicture: false };
const row = (traits: Partial<PersonTraits> | undefined, more: Partial<ListRow> = {}): ListRow => ({
  mid: 7,
  name: '某人',
  marks: [],
  ...(traits && { traits: { ...plain, ...traits } }),
  ...more,
});
const side = (relation: 'none' | 'following' | 'mutual' | 'blocked' | 'quiet', tag: number[] = []) => ({
  side: { relation, tag },
});

function fits(only: FilterName[], one: ListRow, check?: object): boolean {
  const checks = new Map(check ? [[7, { gone: false, banned: false, ...check }]] : []);
  const facts = { bigFrom: 10_000, checks, now };
  return filterRows([one], { only, before: 1000 }, facts).length === 1;
}

describe('a filter', () => {
  it.each<[FilterName, ListRow, boolean]>([
    ['notFollowingBack', row(side('following')), true],
    ['notFollowingBack', row(side('mutual')), false],
    ['notFollowingBack', row(side('none')), false],
    ['notFollowingBack', row({}), false],
    ['notFollowedBack', row(side('none')), true],
    ['notFollowedBack', row(side('mutual')), false],
    ['notFollowedBack', row(side('quiet')), false],
    ['notFollowedBack', row(side('blocked')), false],
    ['notFollowedBack', row(undefined), false],
    ['closed', row({ closed: true }), true],
    ['closed', row({}), false],
    ['defaultName', row({ defaultName: true }), true],
    ['defaultName', row(undefined), false],
    ['noPicture', row({ noPicture: true }), true],
    ['noPicture', row({}), false],
    ['verified', row({ verified: true }), true],
    ['verified', row({ verified: false }), false],
    ['verified', row({}), false],
    ['member', row({ member: true }), true],
    ['member', row({}), false],
    ['ungrouped', row(side('following', [])), true],
    ['ungrouped', row(side('following', [0])), true],
    ['ungrouped', row(side('mutual', [-10])), true],
    ['ungrouped', row(side('mutual', [-10, 5])), false],
    ['ungrouped', row({}), false],
    ['big', row({}, { fans: 10_000 }), true],
    ['big', row({}, { fans: 9999 }), false],
    ['big', row({}), false],
    ['before', row({ since: 999 }), true],
    ['before', row({ since: 1000 }), false],
    ['before', row({}), false],
    ['suspicious', row({ defaultName: true, noPicture: true, noSignature: true }), true],
    ['suspicious', row({ defaultName: true, noPicture: true, noSignature: false }), false],
    ['suspicious', row({ defaultName: true, noPicture: true }), false],
    ['suspicious', row({ noPicture: true, noSignature: true }), false],
  ])('%s takes %o: %s', (name, one, expected) => {
    expect(fits([name], one)).toBe(expected);
  });

  it.each([
    ['who was never checked', undefined, false],
    ['who is gone', { gone: true }, true],
    ['who is banned', { banned: true }, true],
    ['whose last video is a year and a day old', { posts: 1, lastPost: now / 1000 - 366 * day }, true],
    ['whose last video is a month old', { posts: 1, lastPost: now / 1000 - 30 * day }, false],
    ['who has no videos', { posts: 0 }, false],
    ['of whose videos the site does not say when', { posts: 3 }, false],
  ])('dormant is about %s: %o', (_, check, expected) => {
    expect(fits(['dormant'], row({}), check)).toBe(expected);
  });

  it('wants all of it to be true, and nothing is everybody', () => {
    const one = row({ ...side('following'), verified: true });
    expect(fits(['notFollowingBack', 'verified'], one)).toBe(true);
    expect(fits(['notFollowingBack', 'member'], one)).toBe(false);
    expect(fits([], row(undefined))).toBe(true);
  });

  it('is offered where it can be known', () => {
    expect(filtersOf('fans')).not.toContain('ungrouped');
    expect(filtersOf('following')).not.toContain('notFollowedBack');
    expect(filtersOf('blacks')).toEqual([]);
    for (const name of filtersOf('group')) expect(listFilterNames).toContain(name);
  });
});

describe('an order', () => {
  const rows = [
    row({}, { mid: 1, fans: 5 }),
    row({}, { mid: 2 }),
    row({}, { mid: 3, fans: 70 }),
    row({}, { mid: 4, fans: 5 }),
  ];
  it.each([
    ['time', [1, 2, 3, 4]],
    ['oldest', [4, 3, 2, 1]],
    ['fans', [3, 1, 4, 2]],
  ] as const)('by %s', (by, expected) => {
    expect(sortRows(rows, by).map(({ mid }) => mid)).toEqual(expected);
  });
});

describe('whether somebody is still in a list', () => {
  it.each([
    ['following', 9, side('mutual'), true],
    ['following', 9, side('quiet'), true],
    ['following', 9, side('none'), false],
    ['friends', 9, side('following'), false],
    ['friends', 9, side('mutual'), true],
    ['fans', 9, side('blocked'), false],
    ['fans', 9, side('none'), undefined],
    ['group', 5, side('following', [5]), true],
    ['group', 5, side('following', [6]), false],
    ['group', 5, side('none', [5]), false],
    ['group', 0, side('following', []), true],
    ['group', 0, side('following', [5]), false],
    ['common', 9, side('none'), undefined],
    ['following', 9, {}, undefined],
  ] as const)('%s %i, who stands so: %o', (list, of, traits, expected) => {
    expect(isStillListed({ list, of }, row(traits as Partial<PersonTraits>))).toBe(expected);
  });
});
