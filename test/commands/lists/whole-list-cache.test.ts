import { expect, it } from 'vitest';
import { relationActs } from '../../../src/api/index.ts';
import { createWholeListCache, type WholeList } from '../../../src/commands/lists/whole-list-cache.ts';
import type { ListRequest } from '../../../src/people/list-request.ts';

const me = 100001;
const following: ListRequest = { list: 'following', of: me };
const fans: ListRequest = { list: 'fans', of: me };
const minute = 60_000;

function listOf(...mids: number[]): WholeList {
  const traits = { closed: false, defaultName: false, noPicture: false };
  const side = { relation: 'following' as const, tag: [] };
  return {
    rows: mids.map((mid) => ({ mid, name: `人${mid}`, marks: [], traits: { ...traits, side } })),
    total: mids.length,
    readAt: 0,
  };
}

it('a list is kept while it is used, and forgotten a quarter of an hour after', () => {
  let now = 0;
  const lists = createWholeListCache(() => now);
  lists.put(me, following, listOf(1, 2));
  now += 14 * minute;
  expect(lists.get(me, following)?.rows).toHaveLength(2);
  now += 14 * minute;
  expect(lists.get(me, following)?.rows).toHaveLength(2);
  now += 16 * minute;
  expect(lists.get(me, following)).toBeUndefined();
});

it('there is room for so many rows; the list used last stays, however long', () => {
  const lists = createWholeListCache(() => 0, 4);
  lists.put(me, following, listOf(1, 2));
  lists.put(me, fans, listOf(3, 4));
  lists.get(me, following);
  lists.put(7, fans, listOf(5));
  expect(lists.get(me, fans)).toBeUndefined();
  expect(lists.get(me, following)).toBeDefined();
  lists.put(8, fans, listOf(1, 2, 3, 4, 5, 6));
  expect(lists.get(8, fans)).toBeDefined();
  expect(lists.get(me, following)).toBeUndefined();
});

it('accounts, lists and groups are told apart, and what a group is called is not', () => {
  const lists = createWholeListCache(() => 0);
  lists.put(me, { list: 'group', of: 5, text: '一' }, listOf(1));
  expect(lists.get(me, { list: 'group', of: 5 })).toBeDefined();
  expect(lists.get(me, { list: 'group', of: 6 })).toBeUndefined();
  expect(lists.get(me + 1, { list: 'group', of: 5 })).toBeUndefined();
  expect(lists.get(me, { list: 'group', of: 5, order: 'visited' })).toBeUndefined();
});

it('whom a write was for is marked, in every list of the account; fans who were removed are gone', () => {
  const lists = createWholeListCache(() => 0);
  lists.put(me, following, listOf(1, 2, 3));
  lists.put(me, fans, listOf(1, 2, 3));
  lists.put(7, following, listOf(1));
  const modified = { endpoint: 'x/relation/modify', mid: me, outcome: 'ok' } as const;
  lists.onCall({ ...modified, write: { people: [1], act: relationActs.unfollow } });
  lists.onCall({ ...modified, write: { people: [2], act: relationActs.kick } });
  lists.onCall({ ...modified, outcome: 'timeout', write: { people: [3], act: relationActs.kick } });
  lists.onCall({ endpoint: 'x/relation/followers', mid: me, outcome: 'ok' });
  const changed = (list: ListRequest, account = me) =>
    lists.get(account, list)?.rows.map(({ mid, traits }) => [mid, traits?.changed ?? false]);
  expect(changed(following)).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
  expect(changed(fans)).toEqual([
    [1, true],
    [3, true],
  ]);
  expect(changed(following, 7)).toEqual([[1, false]]);
});

it('the end of a group makes the lists of the account unknown', () => {
  const lists = createWholeListCache(() => 0);
  lists.put(me, following, listOf(1));
  lists.put(7, following, listOf(1));
  lists.onCall({
    endpoint: 'x/relation/tag/del',
    mid: me,
    outcome: 'ok',
    write: { people: [], act: undefined },
  });
  expect(lists.get(me, following)).toBeUndefined();
  expect(lists.get(7, following)).toBeDefined();
});
