import { beforeEach, describe, expect, it } from 'vitest';
import { signature } from '../../../playground/bilibili/state/wbi.ts';
import { newPeople, START, startSite, type TestSite } from './site-client.ts';

let site: TestSite;
let me: number;
beforeEach(async () => {
  site = await startSite();
  me = site.world.owner;
});

describe('whose it is', () => {
  it('is told of an article to anybody, of dynamics and opuses to who is logged in', async () => {
    const [author = 0] = newPeople(site.world, 1);
    const { world, guest } = site;
    const [article, dynamic, opus] = (['article', 'dynamic', 'opus'] as const).map((kind) =>
      world.addPost({ kind, owner: author }),
    );
    const mine = site.as(me);
    const detail = 'x/polymer/web-dynamic/v1/detail';
    const opusDetail = 'x/polymer/web-dynamic/v1/opus/detail';
    expect((await guest.get('x/article/viewinfo', { id: article?.id ?? '' })).data).toMatchObject({
      mid: author,
    });
    for (const post of [dynamic, opus]) {
      const { data } = await mine.get(detail, { id: post?.id ?? '' });
      expect(data).toMatchObject({ item: { modules: { module_author: { mid: author } } } });
    }
    expect((await mine.get(opusDetail, { id: opus?.id ?? '' })).data).toMatchObject({
      item: { modules: [{}, { module_author: { mid: author } }] },
    });
    expect((await mine.get(opusDetail, { id: dynamic?.id ?? '' })).data).toMatchObject({
      fallback: { type: 2 },
    });
    expect((await guest.get(detail, { id: opus?.id ?? '' })).code).toBe(-101);
    expect((await mine.get(detail, { id: '5' })).code).toBe(-404);
    expect((await guest.get('x/article/viewinfo', { id: '5' })).code).toBe(-404);
  });

  it('is told of a live room, which has the number of its mid', async () => {
    const path = 'api.live.bilibili.com/room/v1/Room/room_init';
    expect((await site.guest.get(path, { id: me })).data).toMatchObject({ uid: me });
    expect((await site.guest.get(path, { id: 5 })).code).toBe(60004);
  });
});

it('names and pictures of fifty people come at once, without those there are not', async () => {
  const mids = newPeople(site.world, 51);
  const cards = 'x/polymer/pc-electron/v1/user/cards';
  const mine = site.as(me);
  const { data } = await mine.get(cards, { uids: [me, 5].join(',') });
  expect(data).toEqual({
    [me]: expect.objectContaining({ mid: String(me), name: site.world.person(me)?.name }),
  });
  expect((await mine.get(cards, { uids: mids.join(',') })).code).toBe(40143);
});

it('the videos of somebody come newest first, signed', async () => {
  const [them = 0] = newPeople(site.world, 1);
  site.world.change(them, { videos: 0 });
  const first = site.world.addVideo({ owner: them });
  site.advance(5000);
  const last = site.world.addVideo({ owner: them });
  site.world.addVideo({ owner: them, state: 'private' });
  const fields = { mid: String(them), ps: '1', wts: String(START / 1000) };
  const query = { ...fields, w_rid: signature(fields, site.world.site.wbi.keys()) };
  const path = 'x/space/wbi/arc/search';
  const { data } = await site.guest.get<{ list: { vlist: object[] }; page: object }>(path, query);
  expect(data.list.vlist).toMatchObject([{ bvid: last.bvid, created: START / 1000 + 5 }]);
  expect(data.page).toMatchObject({ count: 2 });
  expect(first.bvid).not.toBe(last.bvid);
  expect((await site.guest.get(path, { mid: them })).code).not.toBe(0);
});

it('the curve of fans ends yesterday, and tells who came by day', async () => {
  const day = 86_400;
  const today = Math.floor(START / 1000 / day) * day;
  site.world.gainFans(me, 2, { at: today - day + 5 });
  site.world.gainFans(me, 3, { at: today - 3 * day });
  site.world.gainFans(me, 1, { at: today + 1 });
  const mine = site.as(me);
  const graph = async (type: string) => {
    const path = 'member.bilibili.com/x/web/data/v2/fans/stat/graph';
    const { data } = await mine.get<{ tendency: { total_inc: number }[] }>(path, { type, period: 0 });
    return data.tendency.map(({ total_inc }) => total_inc);
  };
  expect(await graph('follow')).toEqual([0, 0, 0, 0, 3, 0, 2]);
  expect(await graph('all_fans')).toEqual([0, 0, 0, 0, 3, 3, 5]);
  expect(await graph('unfollow')).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

it('a login that has ended may be answered as a robot, while nav and the passport say what it is', async () => {
  const mine = site.as(me);
  site.world.setLoggedOutCode(-352);
  site.world.expire(me);
  expect((await mine.get('x/relation/followers', { vmid: me })).code).toBe(-352);
  expect((await mine.get('x/web-interface/nav')).code).toBe(-101);
  const info = 'passport.bilibili.com/x/passport-login/web/cookie/info';
  expect((await mine.get(info)).code).toBe(-101);
});
