import { beforeEach, describe, expect, it } from 'vitest';
import { newPeople, type SiteClient, type TestSite, visitSite } from './site-client.ts';

let site: TestSite;
let me: number;
let visitor: SiteClient;
beforeEach(async () => {
  ({ site, me, visitor } = await visitSite());
});

const read = <T>(path: string, query = {}) => visitor.get<T>(`x/relation/${path}`, query);
const write = async (path: string, form: Record<string, string | number>) =>
  (await visitor.post(`x/relation/${path}`, form)).code;
const tagOf = (mid: number) => site.world.relationOf(me, mid).tag;
const followed = (count: number) => {
  const mids = newPeople(site.world, count);
  for (const mid of mids) site.world.follow(me, mid);
  return mids;
};

describe('the list of groups', () => {
  it('begins with special and default, each with its count', async () => {
    const [a = 0, b = 0, c = 0] = followed(4);
    const [x, y] = [site.world.createGroup(me, '甲组'), site.world.createGroup(me, '乙组')];
    site.world.setGroups(me, a, [x, -10]);
    site.world.setGroups(me, b, [x]);
    site.world.setGroups(me, c, [-10]);
    expect((await read('tags')).data).toEqual([
      { tagid: -10, name: '特别关注', count: 2, tip: expect.stringMatching(/./) },
      { tagid: 0, name: '默认分组', count: 1, tip: '' },
      { tagid: x, name: '甲组', count: 2, tip: '' },
      { tagid: y, name: '乙组', count: 0, tip: '' },
    ]);
  });
});

describe('the members of a group', () => {
  it('are a bare array of rows whose relation is blank', async () => {
    const [mid = 0] = followed(1);
    site.world.change(mid, { live: true });
    const { data } = await read<Record<string, unknown>[]>('tag', { tagid: 0 });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      mid,
      attribute: 0,
      tag: null,
      special: 0,
      contract_info: {},
      uname: expect.any(String),
      face: expect.any(String),
      sign: expect.any(String),
      face_nft: 0,
      official_verify: { type: expect.any(Number), desc: expect.any(String) },
      vip: { vipType: expect.any(Number), vipStatus: expect.any(Number) },
      live: { live_status: 1, jump_url: `https://live.bilibili.com/${mid}` },
      nft_icon: '',
      rec_reason: '',
      track_id: '',
    });
    expect(data[0]).not.toHaveProperty('mtime');
  });

  it('come 20 a page, newest first or most visited, and end with a short page', async () => {
    const mids = followed(45).reverse();
    const group = site.world.createGroup(me, '很多');
    site.world.setGroups(me, mids.slice(0, 43), [group]);
    const page = async (query: object) =>
      (await read<{ mid: number }[]>('tag', { tagid: group, ...query })).data.map(({ mid }) => mid);
    expect(await page({ pn: 1 })).toEqual(mids.slice(0, 20));
    expect(await page({ pn: 3 })).toEqual(mids.slice(40, 43));
    expect(await page({ pn: 4 })).toEqual([]);
    const visited = await page({ ps: 50, order_type: 'attention' });
    expect(visited).not.toEqual(mids.slice(0, 43));
    expect([...visited].sort()).toEqual(mids.slice(0, 43).sort());
  });

  it.each([
    [{ tagid: 5 }, 22104],
    [{}, -400],
    [{ tagid: 0, mid: 5 }, -400],
    [{ tagid: 0, pn: 0 }, -400],
  ])('%j is refused with %i', async (query, code) => {
    expect((await read('tag', query)).code).toBe(code);
  });
});

describe('the groups of a person', () => {
  it('are named by id, and none for someone in the default group', async () => {
    const [mid = 0] = followed(1);
    const group = site.world.createGroup(me, '同学');
    expect((await read('tag/user', { fid: mid })).data).toEqual({});
    site.world.setGroups(me, mid, [-10, group]);
    expect((await read('tag/user', { fid: mid })).data).toEqual({ '-10': '特别关注', [group]: '同学' });
    expect((await read('tag/special')).data).toEqual([mid]);
  });
});

describe('making, renaming and deleting', () => {
  it('makes a group of 16 characters, whatever they are', async () => {
    const { code, data } = await visitor.post<{ tagid: number }>('x/relation/tag/create', {
      tag: `${'好'.repeat(15)}🐟`,
    });
    expect([code, data]).toEqual([0, { tagid: expect.any(Number) }]);
    expect(site.world.groups(me).at(-1)?.tagid).toBe(data.tagid);
  });

  it.each([
    ['', -400],
    ['   ', -400],
    ['一'.repeat(17), 22103],
    ['<b>', 22101],
    ['a\nb', 22101],
    ['已有', 22106],
    ['特别关注', 22106],
    ['默认分组', 22106],
  ])('does not make or rename to %j: %i', async (name, code) => {
    site.world.createGroup(me, '已有');
    const other = site.world.createGroup(me, '另一个');
    const before = site.world.groups(me);
    expect(await write('tag/create', { tag: name })).toBe(code);
    expect(await write('tag/update', { tagid: other, name })).toBe(code);
    expect(site.world.groups(me)).toEqual(before);
  });

  it('makes no more than the limit', async () => {
    site.world.limits.groups = 1;
    expect(await write('tag/create', { tag: '一' })).toBe(0);
    expect(await write('tag/create', { tag: '二' })).toBe(22102);
  });

  it('renames', async () => {
    const group = site.world.createGroup(me, '旧');
    expect(await write('tag/update', { tagid: group, name: '新' })).toBe(0);
    expect(await write('tag/update', { tagid: group, name: '新' })).toBe(0);
    expect(site.world.groups(me).at(-1)).toMatchObject({ tagid: group, name: '新' });
  });

  it('deletes, and leaves the members followed and in their other groups', async () => {
    const [a = 0, b = 0] = followed(2);
    const [x, y] = [site.world.createGroup(me, '甲'), site.world.createGroup(me, '乙')];
    site.world.setGroups(me, a, [x, y]);
    site.world.setGroups(me, b, [x]);
    expect(await write('tag/del', { tagid: x })).toBe(0);
    expect([tagOf(a), tagOf(b), site.world.followingsOf(me)]).toEqual([[y], null, [b, a]]);
  });

  it.each([
    [5, 22104],
    [0, -400],
    [-10, -400],
  ])('can do nothing to group %i: %i', async (tagid, code) => {
    expect(await write('tag/del', { tagid })).toBe(code);
    expect(await write('tag/update', { tagid, name: '新' })).toBe(code);
  });

  it("knows nobody else's groups", async () => {
    const other = site.as(newPeople(site.world, 1)[0] ?? 0);
    const tagid = site.world.createGroup(me, '我的');
    expect((await other.post('x/relation/tag/del', { tagid })).code).toBe(22104);
    expect((await other.get('x/relation/tag', { tagid })).code).toBe(22104);
  });
});

it.each(['tags', 'tag', 'tag/user', 'tag/special'])('%s needs a login', async (path) => {
  expect((await site.guest.get(`x/relation/${path}`, { tagid: 0, fid: 1 })).code).toBe(-101);
  expect((await site.byKey(me).get(`x/relation/${path}`, { tagid: 0, fid: 1 })).code).toBe(0);
});

describe('stars and the order of groups', () => {
  it('a star is put on and taken off, the groups of a person stay', async () => {
    const [mid = 0] = followed(1);
    const group = site.world.createGroup(me, '甲组');
    site.world.setGroups(me, mid, [group]);
    expect(await write('tag/special/add', { fid: mid })).toBe(0);
    expect(tagOf(mid)).toEqual([-10, group]);
    expect(await write('tag/special/del', { fid: mid })).toBe(0);
    expect(tagOf(mid)).toEqual([group]);
    expect(await write('tag/special/add', { fid: newPeople(site.world, 1)[0] ?? 0 })).toBe(22105);
  });

  it('groups stand in the order they are put in, those left out last', async () => {
    const [a, b, c] = ['甲', '乙', '丙'].map((name) => site.world.createGroup(me, name));
    expect(await write('tags/update_sort', { tagids: `${c},${a}` })).toBe(0);
    const tags = (await read<{ tagid: number }[]>('tags')).data.map(({ tagid }) => tagid);
    expect(tags).toEqual([-10, 0, c, a, b]);
    expect(await write('tags/update_sort', { tagids: '-10' })).toBe(-400);
    expect(await write('tags/update_sort', { tagids: '5' })).toBe(22104);
  });
});
