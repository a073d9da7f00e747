import { beforeEach, describe, expect, it } from 'vitest';
import { midsOf, newPeople, type PeoplePage, START, startSite, type TestSite } from './site-client.ts';

const now = START / 1000;
let site: TestSite;
let me: number;
beforeEach(async () => {
  site = await startSite();
  me = site.world.owner;
});

describe('the lists of the sister hosts', () => {
  const app = 'app.biliapi.net/x/v2/relation/followings';
  const game = 'line3-h5-mobile-api.biligame.com/game/center/h5/user/relationship';

  it('gives five pages of followings in the app, both ways round, to anybody', async () => {
    const others = newPeople(site.world, 260);
    for (const [index, mid] of others.entries()) site.world.follow(me, mid, { at: now - index });
    site.world.change(others[0] ?? 0, { live: true });
    site.world.change(others[1] ?? 0, { live: false });
    const bare = site.visitor({ 'user-agent': 'node', referer: '' });
    const first = await bare.get<PeoplePage>(app, { vmid: me, ps: 2 });
    expect(first.data).toMatchObject({
      total: 260,
      list: [{ mid: others[0], attribute: 2, live: 1 }, { live: 0 }],
    });
    expect(midsOf(await bare.get(app, { vmid: me, pn: 5 }))).toEqual(others.slice(200, 250));
    expect((await bare.get(app, { vmid: me, pn: 6 })).code).toBe(22007);
    expect(midsOf(await bare.get(app, { vmid: me, order: 'asc', ps: 2 }))).toEqual([
      others[259],
      others[258],
    ]);
    expect((await bare.get(app, { vmid: me, order: 'up' })).code).toBe(-400);
  });

  it('gives nothing of a private list, with code 0', async () => {
    site.world.change(me, { hidesFollowings: true });
    expect(await site.guest.get(app, { vmid: me })).toMatchObject({
      code: 0,
      data: { list: null, total: 0 },
    });
    expect(await site.guest.get(`${game}/following_list`, { vmid: me })).toMatchObject({
      code: 0,
      data: { list: [] },
    });
  });

  it('gives the games another envelope, text mids and the relation on the side of the person asked for', async () => {
    const [a = 0, b = 0] = newPeople(site.world, 2);
    site.world.follow(me, a);
    site.world.follow(me, b);
    site.world.follow(a, me);
    const answer = await site.guest.get(`${game}/following_list`, { vmid: me });
    const row = {
      uname: expect.any(String),
      face: expect.any(String),
      attestation_display: { type: 0, desc: '' },
    };
    expect(answer).toEqual({
      status: 200,
      code: 0,
      data: {
        list: [
          { ...row, mid: String(a), attribute: 6, attestation_display: expect.any(Object) },
          { ...row, mid: String(b), attribute: 2, attestation_display: expect.any(Object) },
        ],
      },
      ts: START,
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const refused = await site.guest.get(`${game}/following_list`, {});
    expect(refused).toMatchObject({ code: -400, message: expect.any(String) });
    expect('data' in refused).toBe(false);
  });

  it('gives the games 20 rows a page and 100 in all', async () => {
    site.world.gainFans(me, 130);
    const list = async (pn: number) =>
      (await site.guest.get<{ list: { mid: string }[] }>(`${game}/follower_list`, { vmid: me, pn })).data
        .list;
    expect((await list(1)).map(({ mid }) => Number(mid))).toEqual(site.world.fansOf(me).slice(0, 20));
    expect(await list(5)).toHaveLength(20);
    expect(await list(6)).toEqual([]);
  });
});
