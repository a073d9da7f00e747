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
describe('fans', () => {
  it.each(['followers', 'fans'])(
    '%s is newest first, and says on my side whether I follow back',
    async (path) => {
      const [a = 0, b = 0, c = 0] = newPeople(site.world, 3);
      site.world.follow(a, me, { at: now - 30 });
      site.world.follow(b, me, { at: now - 10 });
      site.world.follow(c, me, { at: now - 20 });
      site.world.follow(me, c, { at: now - 5 });
      const answer = await page(path, { vmid: me });
      expect(answer.data.list.map(({ mid, attribute, mtime }) => [mid, attribute, mtime])).toEqual([
        [c, 6, now - 5],
        [b, 0, now - 10],
        [a, 0, now - 30],
      ]);
      expect(answer.data.total).toBe(3);
    },
  );

  it('shows the newest 1000 of my own, then empty pages, and the exact total throughout', async () => {
    site.world.gainFans(me, 1065);
    const seen = new Set<number>();
    for (let pn = 1; pn <= 20; pn += 1) {
      const answer = await page('followers', { vmid: me, pn });
      expect(answer.data.total).toBe(1065);
      for (const mid of midsOf(answer)) seen.add(mid);
    }
    expect([...seen]).toEqual(site.world.fansOf(me).slice(0, 1000));
    expect(await page('followers', { vmid: me, pn: 21 })).toMatchObject({
      code: 0,
      data: { list: [], total: 1065 },
    });
    expect(midsOf(await page('followers', { vmid: me, ps: 30, pn: 34 }))).toHaveLength(10);
  });

  it('shows the newest 100 of another in the newer form', async () => {
    const [other = 0] = newPeople(site.world, 1);
    site.world.gainFans(other, 130);
    expect(midsOf(await page('fans', { vmid: other, pn: 2 }))).toHaveLength(50);
    expect(midsOf(await page('fans', { vmid: other, pn: 3 }))).toEqual([]);
    expect(midsOf(await page('followers', { vmid: other, pn: 3 }))).toHaveLength(30);
  });

  it('goes on after the last row by offset, however many fans came in between', async () => {
    const old = site.world.gainFans(me, 5, { at: now - 100 });
    const first = await page('fans', { vmid: me, ps: 2 });
    expect(first.data.offset).toBe(`${now - 100}:${old[1]}`);
    site.world.gainFans(me, 3);
    const next = await page('fans', { vmid: me, ps: 2, pn: 9, offset: first.data.offset ?? '' });
    expect(midsOf(next)).toEqual([old[2], old[3]]);
  });

  it.each(['followers', 'fans'])('%s answers 22118 for a hidden list, but not to its owner', async (path) => {
    const { mid: shy } = site.world.addPerson({ hidesFans: true });
    const [fan = 0] = site.world.gainFans(shy, 2);
    expect((await page(path, { vmid: shy })).code).toBe(22118);
    expect((await page(path, { vmid: shy, offset: `1:${fan}` })).code).toBe(22118);
    expect((await site.as(shy).get(`x/relation/${path}`, { vmid: shy })).code).toBe(0);
  });

  it('treats more than 50 rows a page as 50', async () => {
    site.world.gainFans(me, 60);
    expect(midsOf(await page('followers', { vmid: me, ps: 100 }))).toHaveLength(50);
    expect(midsOf(await page('followers', { vmid: me, ps: 100, pn: 2 }))).toHaveLength(10);
  });
});
