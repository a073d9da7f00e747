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
describe('every list', () => {
  const paths = [
    'followers',
    'fans',
    'followings',
    'followings/search',
    'same/followings',
    'whispers',
    'friends',
    'blacks',
  ];

  it.each(paths)('%s has rows with every documented field', async (path) => {
    const { world } = site;
    const vip = { type: 2, status: 1, due: 1_893_427_200_000 } as const;
    const { mid: other } = world.addPerson({ sign: '一行', official: { type: 0, desc: 'UP' }, vip });
    if (path === 'whispers') world.whisper(me, other);
    else if (path === 'blacks') world.block(me, other);
    else {
      world.follow(me, other);
      world.follow(other, me);
      world.follow(other, world.addPerson({ mid: 42, name: '共同的人' }).mid);
      if (path === 'same/followings') world.follow(me, 42);
    }
    const vmid = path === 'same/followings' ? other : me;
    const { code, message, data } = await page(path, { vmid });
    expect([code, message]).toEqual([0, '0']);
    expect(data).toMatchObject({ list: expect.any(Array), re_version: expect.any(Number) });
    expect('total' in data).toBe(!['whispers', 'friends'].includes(path));
    expect(data.list).toHaveLength(1);
    expect(data.list[0]).toEqual({
      mid: path === 'same/followings' ? 42 : other,
      attribute: { whispers: 1, blacks: 128, 'same/followings': 2 }[path] ?? 6,
      mtime: now,
      tag: null,
      special: 0,
      contract_info: {},
      uname: expect.any(String),
      face: expect.stringMatching(/^https:\/\/i0\.hdslb\.com\/bfs\/face\/\d+\.png$/),
      face_nft: 0,
      sign: expect.any(String),
      official_verify: { type: expect.any(Number), desc: expect.any(String) },
      vip: {
        vipType: expect.any(Number),
        vipDueDate: expect.any(Number),
        dueRemark: '',
        accessStatus: 0,
        vipStatus: expect.any(Number),
        vipStatusWarn: '',
        themeType: 0,
        label: {
          path: '',
          text: expect.any(String),
          label_theme: expect.any(String),
          text_color: expect.any(String),
          bg_style: expect.any(Number),
          bg_color: expect.any(String),
          border_color: '',
        },
        avatar_subscript: expect.any(Number),
        nickname_color: expect.any(String),
        avatar_subscript_url: '',
      },
      name_render: {},
      nft_icon: '',
      rec_reason: '',
      track_id: '',
      follow_time: '',
    });
  });

  it.each(paths)('%s needs a login, by cookie or access key', async (path) => {
    expect((await site.guest.get(`x/relation/${path}`, { vmid: me })).code).toBe(-101);
    expect((await site.byKey(me).get(`x/relation/${path}`, { vmid: me })).code).toBe(0);
  });

  it.each(paths)(
    '%s is empty, with code 0, for what does not look like a browser on the site',
    async (path) => {
      const other = newPeople(site.world, 1)[0] ?? 0;
      site.world.follow(me, other);
      site.world.follow(other, me);
      const access_key = site.world.accessKey(me);
      for (const headers of [
        { referer: '' },
        { referer: 'https://example.com/?bilibili.com' },
        { referer: 'https://notbilibili.com/' },
        { 'user-agent': 'python-requests/2.32' },
        { 'user-agent': 'curl/8' },
        { 'user-agent': 'node' },
        { 'user-agent': 'undici' },
      ]) {
        const answer = await site
          .visitor(headers, { access_key })
          .get<PeoplePage>(`x/relation/${path}`, { vmid: me });
        expect([answer.code, answer.data.list], JSON.stringify(headers)).toEqual([0, []]);
      }
    },
  );

  it.each([
    ['followers', { vmid: 'x' }],
    ['followers', {}],
    ['followers', { vmid: 1, ps: 0 }],
    ['followings', { vmid: 1, pn: 'two' }],
    ['followings', { vmid: -1 }],
    ['fans', { vmid: 1, pn: -1 }],
    ['followings/search', {}],
    ['same/followings', {}],
    ['blacks', { pn: 0 }],
  ])('%s answers -400 to %j', async (path, query) => {
    expect((await page(path, query)).code).toBe(-400);
  });
});

it('shows whom both follow, as I came to follow them', async () => {
  const [them = 0, a = 0, b = 0, c = 0] = newPeople(site.world, 4);
  for (const mid of [a, b, c]) site.world.follow(them, mid);
  for (const mid of [b, a]) site.world.follow(me, mid);
  const answer = await page('same/followings', { vmid: them, ps: 1 });
  expect([midsOf(answer), answer.data.total]).toEqual([[a], 2]);
});

it('shows all mutuals at once', async () => {
  const fans = site.world.gainFans(me, 70);
  for (const fan of fans.slice(10)) site.world.followBack(me, fan);
  expect(new Set(midsOf(await page('friends', { ps: 10 })))).toEqual(new Set(fans.slice(10)));
});

it('shows the blacklist by pages, newest first', async () => {
  const others = newPeople(site.world, 60);
  for (const [index, mid] of others.entries()) site.world.block(me, mid, { at: now - index });
  const answer = await page('blacks', { ps: 50, pn: 2, re_version: 0 });
  expect(midsOf(answer)).toEqual(others.slice(50));
  expect(answer.data.total).toBe(60);
});

it('keeps quiet follows out of the followings of one and the fans of the other', async () => {
  const [them = 0] = newPeople(site.world, 1);
  site.world.whisper(me, them);
  expect(midsOf(await page('whispers'))).toEqual([them]);
  expect(midsOf(await page('followings', { vmid: me }))).toEqual([]);
  expect(midsOf(await page('followers', { vmid: them }))).toEqual([]);
});
