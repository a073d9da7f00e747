import { describe, expect, it } from 'vitest';
import { driftOf, endpoints, readUnpagedList } from '../../src/api/index.ts';
import { fixture } from '../support/fixture.ts';
import type { SeenRequest } from '../support/scripted-site.ts';
import { me, rejection, startHarness } from './harness.ts';

const ok = (data?: unknown) => ({ json: { code: 0, message: '0', ...(data !== undefined && { data }) } });
const person = (mid: number) => ({ mid, attribute: 6, uname: `${mid}`, face: '', mtime: 5, tag: null });
const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => person(from + index));

describe('null where nothing is meant', () => {
  it('reads as nobody, no group and no failure', async () => {
    const { site, session } = await startHarness();
    for (const path of ['x/relation/tag', 'x/relation/tag/user', 'x/relation/tag/special'])
      site.on(path, ok(null));
    site.on('x/relation/batch/modify', ok(null), ok({}), ok(), ok({ failed_fids: null }));
    const { groups, relations } = session();
    expect(await groups.members({ tagid: 5 })).toEqual([]);
    expect(await groups.of({ fid: 7 })).toEqual({});
    expect(await groups.special({})).toEqual([]);
    for (let time = 0; time < 4; time += 1)
      expect(await relations.batchModify({ fids: [1], act: 1 })).toEqual({ failed_fids: [] });
  });

  it('mids may be text', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/tag/special', ok(['3494375621396821', 7]));
    site.on('x/relation/batch/modify', ok({ failed_fids: ['7', 8] }));
    const { groups, relations } = session();
    expect(await groups.special({})).toEqual([3494375621396821, 7]);
    expect(await relations.batchModify({ fids: [7, 8], act: 1 })).toEqual({ failed_fids: [7, 8] });
  });

  it('is not believed of a list of people', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/followers', ok(null));
    await expect(session().relations.followers({ vmid: me })).rejects.toMatchObject({ why: 'answer' });
  });
});

describe('an empty first page', () => {
  const followers = 'x/relation/followers';

  it('is asked once more, and believed then', async () => {
    const { site, session } = await startHarness();
    site.on(followers, ok({ list: [], total: 365 }), ok({ list: people(1, 2), total: 365 }));
    expect((await session().relations.followers({ vmid: me })).list).toHaveLength(2);
    expect(site.requests).toHaveLength(2);
    site.on(followers, ok({ list: [], total: 365 }));
    expect(await session().relations.followers({ vmid: me })).toEqual({ list: [], total: 365 });
    expect(site.requests).toHaveLength(4);
  });

  it.each<[string, object, object]>([
    ['of a list whose total is 0', { list: [], total: 0 }, { pn: 1 }],
    ['that is not the first', { list: [], total: 365 }, { pn: 2 }],
    ['that is null', { list: null, total: 365 }, { pn: 1 }],
  ])('is not asked again %s', async (_, data, params) => {
    const { site, session } = await startHarness();
    site.on(followers, ok(data));
    await session().relations.followers({ vmid: me, ...params });
    expect(site.requests).toHaveLength(1);
  });

  it('of a group means that nobody is in it', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/tag', ok([]));
    expect(await session().groups.members({ tagid: 5 })).toEqual([]);
    expect(site.requests).toHaveLength(1);
  });
});

describe('more rows than were asked for', () => {
  const tooMany = ok({ list: people(1, 51), total: 60 });

  it.each([
    ['of fans', 'x/relation/followers', () => ({ vmid: me })],
    ['of fans, fewer asked for', 'x/relation/followers', () => ({ vmid: me, ps: 50 })],
  ])('%s are no answer', async (_, path, params) => {
    const { site, session } = await startHarness();
    site.on(path, tooMany);
    expect(await rejection(session().relations.followers(params()))).toMatchObject({ why: 'answer' });
  });

  it('are none in any paged list, nor in a huge one', async () => {
    const { site, session } = await startHarness();
    const { relations, groups } = session();
    site.on('x/relation/followings', ok({ list: people(1, 3), total: 3 }));
    site.on('x/relation/blacks', ok({ list: people(1, 3), total: 3 }));
    site.on('x/relation/tag', ok(people(1, 3)));
    site.on('x/relation/followers', ok({ list: people(1, 5000), total: 5000 }));
    const asked = [
      relations.followings({ vmid: me, ps: 2 }),
      relations.blacks({ ps: 2 }),
      groups.members({ tagid: 5, ps: 2 }),
      relations.followers({ vmid: me }),
    ];
    for (const error of await Promise.all(asked.map(rejection))) {
      expect(error).toMatchObject({ why: 'answer', status: 200 });
      expect(String(error)).toMatch(/\d+ rows on a page|far too many items/);
    }
  });

  it('are as many as there are, where all come in one answer', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/friends', ok({ list: people(1, 900) }));
    expect((await session().relations.friends({})).list).toHaveLength(900);
  });
});

describe('friends and whispers', () => {
  /** A site that shows so many people by pages of `size`, whatever is asked for. */
  const paged =
    (total: number, size: number) =>
    ({ query }: SeenRequest) => {
      const skip = (Number(query.pn ?? 1) - 1) * size;
      return ok({ list: people(1 + skip, Math.max(0, Math.min(size, total - skip))) });
    };

  it.each([
    ['all in one answer', 37, 37, 1],
    ['one page of 20, and an empty one', 20, 20, 2],
    ['pages of 20', 45, 20, 3],
    ['pages of 50', 120, 50, 3],
    ['two full pages of 50', 100, 50, 3],
  ])('come whole: %s', async (_, total, size, requests) => {
    const { site, session } = await startHarness();
    for (const name of ['friends', 'whispers'] as const) {
      site.on(`x/relation/${name}`, paged(total, size));
      const all = await readUnpagedList(session().relations[name]);
      expect(all?.map(({ mid }) => mid)).toEqual(people(1, total).map(({ mid }) => mid));
      const asked = site.seen(`x/relation/${name}`).map(({ query }) => query);
      expect(asked).toHaveLength(requests);
      expect(asked[0]).toEqual({});
      if (requests > 1) expect(asked[1]).toEqual({ pn: '2', ps: String(size) });
    }
  });

  it('end at once with a site that answers the same to every page', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/friends', ok({ list: people(1, 50) }));
    expect(await readUnpagedList(session().relations.friends)).toHaveLength(50);
    expect(site.requests).toHaveLength(2);
  });

  it('are no answer without a list: null on the first page, an error on a later one', async () => {
    const { site, session } = await startHarness();
    site.on('x/relation/friends', ok({ list: null }));
    expect(await readUnpagedList(session().relations.friends)).toBeNull();
    site.on('x/relation/friends', ok({ list: people(1, 20) }), ok({ list: null }));
    await expect(readUnpagedList(session().relations.friends)).rejects.toMatchObject({ why: 'answer' });
  });
});

describe('the author of an opus', () => {
  it('is not told of what is an article or something else', async () => {
    const { site, session } = await startHarness();
    site.on('x/polymer/web-dynamic/v1/opus/detail', { json: fixture('authors.ofOpus.fallback') });
    expect(await session().authors.ofOpus({ id: '967717348014293017' })).toBeNull();
    const text = JSON.stringify(fixture('authors.ofOpus.fallback'));
    expect(driftOf(endpoints.authors.ofOpus, text)?.wrong).toEqual([]);
  });
});
