import { beforeEach, describe, expect, it } from 'vitest';
import {
  midsOf,
  newPeople,
  type PeoplePage,
  type SiteClient,
  START,
  type TestSite,
  visitSite,
} from './site-client.ts';

const now = START / 1000;
let site: TestSite;
let me: number;
let visitor: SiteClient;
beforeEach(async () => {
  ({ site, me, visitor } = await visitSite());
});

const page = (path: string, query: Record<string, string | number> = {}) =>
  visitor.get<PeoplePage>(`x/relation/${path}`, query);
describe('followings', () => {
  it('shows all of my own, with my groups, in the order of following or of visits', async () => {
    const others = newPeople(site.world, 130);
    for (const [index, mid] of others.entries()) site.world.follow(me, mid, { at: now - index });
    const group = site.world.createGroup(me, '学习');
    site.world.setGroups(me, others.slice(0, 1), [-10, group]);

    const first = await page('followings', { vmid: me });
    expect(first.data.list[0]).toMatchObject({ mid: others[0], attribute: 2, tag: [-10, group], special: 1 });
    expect(first.data.list[1]).toMatchObject({ tag: null, special: 0 });
    const third = await page('followings', { vmid: me, pn: 3 });
    expect(midsOf(third)).toEqual(others.slice(100));
    const visits = await Promise.all(
      [1, 2, 3].map(async (pn) =>
        midsOf(await page('followings', { vmid: me, pn, order_type: 'attention' })),
      ),
    );
    expect(visits.flat()).not.toEqual(others);
    expect(visits.flat().sort()).toEqual([...others].sort());
    expect(midsOf(await page('followings', { vmid: me, pn: 4 }))).toEqual([]);
  });

  it('keeps the order of visits when one of them is no longer followed', async () => {
    const others = newPeople(site.world, 5);
    for (const mid of others) site.world.follow(me, mid);
    const visited = async () => midsOf(await page('followings', { vmid: me, order_type: 'attention' }));
    const before = await visited();
    site.world.unfollow(me, before[2] ?? 0);
    expect(await visited()).toEqual(before.filter((_, index) => index !== 2));
  });

  it('opens page 100 of a list of 5000 as it lies', async () => {
    const others = newPeople(site.world, 5000);
    for (const mid of others) site.world.follow(me, mid);
    const newest = [...others].reverse();
    expect(midsOf(await page('followings', { vmid: me, pn: 100 }))).toEqual(newest.slice(4950));
    expect(midsOf(await page('followings', { vmid: me, pn: 101 }))).toEqual([]);
  });

  it("shows the first 100 of another's, with the relation on my side, then empty pages", async () => {
    const others = newPeople(site.world, 120);
    const [them = 0, ...rest] = others;
    for (const mid of rest) site.world.follow(them, mid);
    const [mine = 0] = rest.slice(-1);
    site.world.follow(me, mine);
    const first = await page('followings', { vmid: them });
    expect(first.data.list[0]).toMatchObject({ mid: mine, attribute: 2 });
    expect(first.data.list[1]).toMatchObject({ attribute: 0, tag: null });
    expect(midsOf(await page('followings', { vmid: them, pn: 2 }))).toHaveLength(50);
    expect(await page('followings', { vmid: them, pn: 3 })).toMatchObject({
      code: 0,
      data: { list: [], total: 119 },
    });
  });

  it.each(['followings', 'followings/search', 'same/followings'])(
    '%s answers 22115 for a private list',
    async (path) => {
      const { mid: shy } = site.world.addPerson({ hidesFollowings: true });
      expect((await page(path, { vmid: shy })).code).toBe(22115);
      expect((await site.as(shy).get(`x/relation/${path}`, { vmid: shy })).code).toBe(0);
    },
  );

  it('is searched by part of a name, letter case aside', async () => {
    for (const name of ['Warma', 'warmaster', '冷的']) {
      site.world.follow(me, site.world.addPerson({ name }).mid);
    }
    const answer = await page('followings/search', { vmid: me, name: 'WARMA', ps: 1, pn: 2 });
    expect(answer.data).toMatchObject({ total: 2, list: [{ uname: 'Warma' }] });
    expect((await page('followings/search', { vmid: me, name: '没有' })).data).toMatchObject({
      list: [],
      total: 0,
    });
  });

  it('lets a guest search five pages, and the owner all', async () => {
    const [them = 0] = newPeople(site.world, 1);
    expect((await page('followings/search', { vmid: them, pn: 5 })).code).toBe(0);
    expect((await page('followings/search', { vmid: them, pn: 6 })).code).toBe(22007);
    expect((await page('followings/search', { vmid: me, pn: 6 })).code).toBe(0);
  });
});
