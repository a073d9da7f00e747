import { describe, expect, it } from 'vitest';
import { type PeoplePage, readPages } from '../../src/api/index.ts';
import { fixture } from '../support/fixture.ts';
import type { SeenRequest } from '../support/scripted-site.ts';
import { me, startHarness } from './harness.ts';

const followers = 'x/relation/followers';
const followings = 'x/relation/followings';

const row = (mid: number) => ({
  mid,
  attribute: 0,
  mtime: 1,
  uname: `u${mid}`,
  face: 'https://i0.hdslb.com/f',
});

/** A page that holds the people from `first` on. */
const people = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => row(first + index));

/** A list of `total` people, of whom the site shows `shown`. */
const listOf =
  (total: number, shown = total) =>
  (request: SeenRequest) => {
    const [pn, ps] = [Number(request.query.pn), Number(request.query.ps)];
    const first = (pn - 1) * ps + 1;
    return {
      json: { code: 0, data: { list: people(first, Math.max(0, Math.min(ps, shown - first + 1))), total } },
    };
  };

async function all<T>(iterator: AsyncIterable<PeoplePage<T>>): Promise<PeoplePage<T>[]> {
  const list: PeoplePage<T>[] = [];
  for await (const page of iterator) list.push(page);
  return list;
}

const count = (list: PeoplePage<unknown>[]) => list.reduce((sum, { people }) => sum + people.length, 0);

describe('pages', () => {
  it('end with an empty page, and carry the total', async () => {
    const { site, session } = await startHarness();
    site.on(followers, listOf(120));
    const list = await all(readPages(session().relations.followers, { vmid: me }));
    expect(list.map(({ page, people, total }) => [page, people.length, total])).toEqual([
      [1, 50, 120],
      [2, 50, 120],
      [3, 20, 120],
    ]);
    expect(site.requests).toHaveLength(4);
  });

  it('of own fans end at 1000 without asking for more', async () => {
    const { site, session } = await startHarness();
    site.on(followers, listOf(1065));
    expect(count(await all(readPages(session().relations.followers, { vmid: me })))).toBe(1000);
    expect(site.requests).toHaveLength(20);
  });

  it("of another's followings end at 100, of one's own at the end", async () => {
    const { site, session } = await startHarness();
    site.on(followings, listOf(150));
    const { relations } = session();
    expect(count(await all(readPages(relations.followings, { vmid: 2 })))).toBe(100);
    expect(site.requests).toHaveLength(2);
    expect(count(await all(readPages(relations.followings, { vmid: me })))).toBe(150);
  });

  it("of the app's list end after five", async () => {
    const { site, bilibili } = await startHarness();
    site.on('x/v2/relation/followings', listOf(1000));
    const list = await all(readPages(bilibili.guest.relations.appFollowings, { vmid: 2 }));
    expect(count(list)).toBe(250);
    expect(site.requests).toHaveLength(5);
  });

  it('of a group go on past one that is not full, to an empty one', async () => {
    const { site, session } = await startHarness();
    const members = [people(1, 50), people(51, 3), []];
    site.on('x/relation/tag', ...members.map((data) => ({ json: { code: 0, data } })));
    expect(count(await all(readPages(session().groups.members, { tagid: 7 })))).toBe(53);
    expect(site.requests.map(({ query }) => query.pn)).toEqual(['1', '2', '3']);
  });

  it('of a search count with `page`, and end with the last it tells of', async () => {
    const { site, bilibili } = await startHarness();
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    site.on('x/web-interface/wbi/search/type', { json: fixture('people.search') });
    const list = await all(readPages(bilibili.guest.people.search, { keyword: 'warma' }));
    expect(list).toMatchObject([{ page: 1, people: [{ mid: 53456 }, {}], total: 2 }]);
    expect(site.seen('x/web-interface/wbi/search/type').map(({ query }) => query.page)).toEqual(['1']);
  });

  it('leave out who comes again', async () => {
    const { site, session } = await startHarness();
    const answer = (first: number, n: number) => ({
      json: { code: 0, data: { list: people(first, n), total: 5 } },
    });
    site.on(followers, answer(1, 3), answer(3, 3), answer(4, 2), answer(0, 0));
    const list = await all(readPages(session().relations.followers, { vmid: me, ps: 3 }));
    expect(list.map((page) => page.people.map(({ mid }) => mid))).toEqual([[1, 2, 3], [4, 5], []]);
  });

  it('end when the site gives the same page again and again', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/tag', { json: { code: 0, data: people(1, 50) } });
    expect(count(await all(readPages(session().groups.members, { tagid: 7 })))).toBe(50);
    expect(site.requests).toHaveLength(3);
  });

  it('begin where they are told', async () => {
    const { site, session } = await startHarness();
    site.on(followers, listOf(120));
    const list = await all(readPages(session().relations.followers, { vmid: me, pn: 3 }));
    expect(list).toMatchObject([{ page: 3 }]);
  });

  it('without a list are no answer', async () => {
    const { site, session } = await startHarness();
    site.on(followers, { json: { code: 0, data: { list: null, total: 0 } } });
    await expect(all(readPages(session().relations.followers, { vmid: me }))).rejects.toMatchObject({
      why: 'answer',
    });
  });

  it('end where the site shows no more, but a first page refused is a refusal', async () => {
    const { site, session } = await startHarness();
    const end = { json: { code: 22007, message: '' } };
    const first = { json: { code: 0, data: { list: people(1, 50), total: 500 } } };
    site.on(followings, first, end);
    expect(count(await all(readPages(session().relations.followings, { vmid: 2 })))).toBe(50);
    site.on(followings, end);
    await expect(all(readPages(session().relations.followings, { vmid: 2 }))).rejects.toMatchObject({
      reason: 'pages',
    });
  });

  it('can be given up in between', async () => {
    const { site, session } = await startHarness();
    site.on(followers, listOf(1000));
    const stop = new AbortController();
    const walk = (async () => {
      for await (const { page } of readPages(
        session().relations.followers,
        { vmid: me },
        { signal: stop.signal },
      )) {
        if (page === 2) stop.abort('left');
      }
    })();
    await expect(walk).rejects.toBe('left');
    expect(site.requests).toHaveLength(2);
  });
});
