import { describe, expect, it } from 'vitest';
import {
  filterAndSortList,
  type ListQuery,
  requestsToFind,
} from '../../src/people/fetch-facts-then-filter.ts';
import type { ListRequest } from '../../src/people/list-request.ts';
import { noProgress, readWholeList } from '../../src/people/read-whole-list.ts';
import { startSession } from '../support/one-session.ts';

const me = 100003;
const { signal } = new AbortController();
const facts = { bigFrom: 3, checks: new Map(), now: 0 };

async function start() {
  const { world, session } = await startSession(me);
  const paths = () => world.requests.all().map(({ path }) => path.replace('/x/', ''));
  return {
    world,
    session,
    paths,
    read: (wanted: ListRequest) => readWholeList(session, wanted, noProgress, { signal }),
    find: (wanted: ListRequest, rows: Awaited<ReturnType<typeof readWholeList>>['rows'], query: ListQuery) =>
      filterAndSortList(session, wanted, rows, query, { facts, onRows: noProgress, signal }),
    follow: (count: number) =>
      Array.from({ length: count }, (_, at) => {
        const { mid } = world.addPerson({ name: `友${at}` });
        world.follow(me, mid, { at: 1000 + at });
        return mid;
      }).reverse(),
  };
}

const following: ListRequest = { list: 'following', of: me };
const mids = (rows: readonly { mid: number }[]) => rows.map(({ mid }) => mid);

describe('a list is read whole', () => {
  it('with a request for each fifty, and no empty one at the end', async () => {
    const { world, session, follow } = await start();
    const all = follow(150);
    world.requests.clear();
    const told: [number, number | undefined][] = [];
    const onRows = async (...now: [number, number | undefined]) => void told.push(now);
    const { rows, total } = await readWholeList(session, following, onRows, { signal });
    expect(mids(rows)).toEqual(all);
    expect(total).toBe(150);
    expect(world.requests.count('relation/followings')).toBe(3);
    expect(told).toEqual([
      [50, 150],
      [100, 150],
      [150, 150],
    ]);
  });

  it('of fans as far as the site shows them', async () => {
    const { world, read } = await start();
    world.gainFans(me, 1065);
    world.requests.clear();
    const { rows, total } = await read({ list: 'fans', of: me });
    expect([rows.length, total]).toEqual([1000, 1065]);
    expect(world.requests.count('relation/followers')).toBe(20);
  });

  it('of groups, mutual follows and others, each in its own way', async () => {
    const { world, read, follow } = await start();
    const all = follow(120);
    const group = world.createGroup(me, '一');
    world.setGroups(me, all.slice(0, 100), [group]);
    for (const mid of all.slice(0, 60)) world.follow(mid, me);
    expect(mids((await read({ list: 'group', of: group })).rows)).toHaveLength(100);
    expect((await read({ list: 'friends', of: me })).rows).toHaveLength(60);
    expect((await read({ list: 'following', of: 100004 })).rows).toHaveLength(0);
  });

  it('as far as row `until`', async () => {
    const { session, world, follow } = await start();
    follow(150);
    world.requests.clear();
    const { rows } = await readWholeList(session, following, noProgress, { signal, until: 60 });
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(world.requests.count('relation/followings')).toBe(2);
  });
});

describe('looking for people', () => {
  it('asks nothing more where the list says it', async () => {
    const { world, read, follow, find } = await start();
    const all = follow(60);
    for (const mid of all.slice(0, 20)) world.follow(mid, me, { at: 500 });
    const { rows } = await read(following);
    world.requests.clear();
    const query: ListQuery = { filter: { only: ['notFollowingBack'] }, sort: 'oldest' };
    expect(requestsToFind(rows, query, facts)).toBe(0);
    expect(mids(await find(following, rows, query))).toEqual(all.slice(20).reverse());
    expect(world.requests.all()).toEqual([]);
  });

  it('counts the fans of those who are left by everything else, twenty a request, and once', async () => {
    const { world, read, follow, find } = await start();
    const all = follow(60);
    for (const mid of all.slice(0, 25)) world.change(mid, { official: { type: 0, desc: '' } });
    const [big = 0, bigger = 0, other = 0] = [all[3], all[9], all[50]];
    world.gainFans(big, 3);
    world.gainFans(bigger, 5);
    world.gainFans(other, 9);
    const { rows } = await read(following);
    world.requests.clear();
    const query: ListQuery = { filter: { only: ['verified', 'big'] }, sort: 'fans' };
    expect(requestsToFind(rows, query, facts)).toBe(2);
    expect(mids(await find(following, rows, query))).toEqual([bigger, big]);
    expect(world.requests.count('relation/stats')).toBe(2);
    expect(requestsToFind(rows, query, facts)).toBe(0);
  });

  it('reads the relation to the members of a group, of which the site says nothing there', async () => {
    const { world, read, follow, find } = await start();
    const all = follow(90);
    const group = world.createGroup(me, '一');
    world.setGroups(me, all.slice(0, 50), [group]);
    for (const mid of all.slice(0, 10)) world.follow(mid, me);
    const wanted: ListRequest = { list: 'group', of: group };
    const { rows } = await read(wanted);
    world.requests.clear();
    const query: ListQuery = { filter: { only: ['notFollowingBack'] }, sort: 'time' };
    expect(requestsToFind(rows, query, facts)).toBe(2);
    expect(await find(wanted, rows, query)).toHaveLength(40);
    expect(world.requests.count('relation/relations')).toBe(2);
  });

  it('reads anew how those stand who were changed meanwhile, and leaves out who left', async () => {
    const { world, read, follow, find, paths } = await start();
    const all = follow(60);
    const { rows } = await read(following);
    const [gone = 0, stays = 0] = all;
    world.unfollow(me, gone);
    world.follow(stays, me);
    for (const row of rows.slice(0, 2)) {
      const { side: _, ...traits } = row.traits ?? { closed: false, defaultName: false, noPicture: false };
      row.traits = { ...traits, changed: true };
    }
    world.requests.clear();
    const query: ListQuery = { filter: { only: [] }, sort: 'oldest' };
    const found = await find(following, rows, query);
    expect(mids(found)).toEqual(all.slice(1).reverse());
    expect(found.at(-1)?.marks).toEqual(['mutual']);
    expect(paths()).toEqual(['relation/relations']);
  });

  it('fails rather than to find nobody when what is needed cannot be read', async () => {
    const { world, read, follow, find } = await start();
    follow(30);
    const { rows } = await read(following);
    world.faults.set('relation/stats', { kind: 'code', code: -352 });
    const query: ListQuery = { filter: { only: ['big'] }, sort: 'time' };
    await expect(find(following, rows, query)).rejects.toMatchObject({ reason: 'risk' });
  });
});
