import { describe, expect, it } from 'vitest';
import { newPeople, START, startSite } from './site-client.ts';

describe('nav', () => {
  it('says who is logged in, by cookie or key, and names the keys of signed reads', async () => {
    const { world, as, byKey } = await startSite();
    for (const client of [as(world.owner), byKey(world.owner)]) {
      const { code, data } = await client.get('x/web-interface/nav');
      expect(code).toBe(0);
      expect(data).toMatchObject({
        isLogin: true,
        mid: world.owner,
        uname: world.person(world.owner)?.name,
        face: `https://i0.hdslb.com/bfs/face/${world.owner}.png`,
        wbi_img: keysPattern,
      });
    }
  });

  it('is -101 for a guest, with the keys all the same', async () => {
    const { guest, world } = await startSite();
    const { code, data } = await guest.get('x/web-interface/nav');
    expect([code, data]).toEqual([-101, { isLogin: false, wbi_img: keysPattern }]);
    world.rotateKeys();
    expect((await guest.get('x/web-interface/nav')).data).not.toEqual(data);
  });

  const keysPattern = {
    img_url: expect.stringMatching(/^https:\/\/i0\.hdslb\.com\/bfs\/wbi\/[0-9a-f]{32}\.png$/),
    sub_url: expect.stringMatching(/^https:\/\/i0\.hdslb\.com\/bfs\/wbi\/[0-9a-f]{32}\.png$/),
  };
});

describe('counts', () => {
  it('are open to all, but for quiet follows and the blacklist', async () => {
    const { world, as, guest } = await startSite();
    const me = world.owner;
    const [a = 0, b = 0, c = 0] = newPeople(world, 3);
    world.follow(me, a);
    world.whisper(me, b);
    world.block(me, c);
    world.gainFans(me, 2);
    const counts = { mid: me, following: 1, follower: 2 };
    expect((await guest.get('x/relation/stat', { vmid: me })).data).toEqual({
      ...counts,
      whisper: 0,
      black: 0,
    });
    expect((await as(me).get('x/relation/stat', { vmid: me })).data).toEqual({
      ...counts,
      whisper: 1,
      black: 1,
    });
    expect((await guest.get('x/relation/stat')).code).toBe(-400);
  });

  it('come for 20 people at once, but not for 21', async () => {
    const { world, as, guest } = await startSite();
    const [a = 0, b = 0] = newPeople(world, 2);
    world.follow(a, b);
    const ask = (mids: number[]) => as(world.owner).get('x/relation/stats', { mids: mids.join(',') });
    const none = { following: 0, follower: 0, whisper: 0, black: 0 };
    expect((await ask([a, b])).data).toEqual({
      [a]: { ...none, mid: a, following: 1 },
      [b]: { ...none, mid: b, follower: 1 },
    });
    expect((await ask(newPeople(world, 20))).code).toBe(0);
    expect((await ask(newPeople(world, 21))).code).toBe(-400);
    expect((await guest.get('x/relation/stats', { mids: a })).code).toBe(-101);
  });
});

it('names come for 50 people at once, but not for 51, and not of who closed their account', async () => {
  const { world, as, guest } = await startSite();
  const ask = (mids: number[]) =>
    as(world.owner).get('x/polymer/pc-electron/v1/user/cards', { uids: mids.join(',') });
  const [a = 0, b = 0] = newPeople(world, 2);
  world.closeAccount(b);
  const named = expect.objectContaining({ mid: String(a), name: world.person(a)?.name });
  expect((await ask([a, b])).data).toEqual({ [a]: named });
  expect((await ask(newPeople(world, 50))).code).toBe(0);
  expect((await ask(newPeople(world, 51))).code).toBe(40143);
  expect((await guest.get('x/polymer/pc-electron/v1/user/cards', { uids: a })).code).toBe(-101);
});

describe('a card', () => {
  it('tells a guest who somebody is, and a member whether they follow', async () => {
    const { world, as, guest } = await startSite();
    const vip = { type: 1, status: 1, due: START + 1000 } as const;
    const official = { type: 1, desc: '某社' } as const;
    const { mid } = world.addPerson({
      mid: 3494375621396821,
      name: '长号',
      sign: '你好',
      level: 5,
      vip,
      official,
      videos: 3,
      likes: 9,
    });
    world.gainFans(mid, 2);
    world.follow(mid, world.owner);
    world.follow(world.owner, mid);
    const { data } = await guest.get('x/web-interface/card', { mid });
    expect(data).toEqual({
      card: {
        mid: '3494375621396821',
        name: '长号',
        sex: expect.any(String),
        face: 'https://i0.hdslb.com/bfs/face/3494375621396821.png',
        sign: '你好',
        fans: 3,
        friend: 1,
        attention: 1,
        spacesta: 0,
        level_info: { current_level: 5 },
        Official: { role: 3, title: '某社', desc: '', type: 1 },
        official_verify: official,
        vip: expect.objectContaining({
          vipType: 1,
          vipStatus: 1,
          vipDueDate: START + 1000,
          type: 1,
          status: 1,
        }),
      },
      following: false,
      archive_count: 3,
      article_count: 0,
      follower: 3,
      like_num: 9,
    });
    expect((await as(world.owner).get('x/web-interface/card', { mid })).data).toMatchObject({
      following: true,
    });
    world.change(mid, { banned: true });
    expect((await guest.get('x/web-interface/card', { mid })).data).toMatchObject({ card: { spacesta: -2 } });
  });

  it('is missing for nobody and for a closed account', async () => {
    const { world, guest } = await startSite();
    const [closed = 0] = newPeople(world, 1);
    world.closeAccount(closed);
    expect((await guest.get('x/web-interface/card', { mid: closed })).code).toBe(-404);
    expect((await guest.get('x/web-interface/card', { mid: 5 })).code).toBe(-404);
    expect((await guest.get('x/web-interface/card', { mid: 'x' })).code).toBe(-400);
  });
});

it('finds people by their whole name, letter case aside', async () => {
  const { world, as, guest } = await startSite();
  const { mid } = world.addPerson({ name: 'Lemon柠檬' });
  const { mid: renamed } = world.addPerson({ name: '旧名' });
  world.change(renamed, { name: '新名' });
  const path = 'x/polymer/web-dynamic/v1/name-to-uid';
  const { data } = await as(world.owner).get(path, { names: 'lemon柠檬,Lemon,旧名,新名' });
  expect(data).toEqual({
    uid_list: [
      { name: 'Lemon柠檬', uid: String(mid) },
      { name: '新名', uid: String(renamed) },
    ],
  });
  expect((await as(world.owner).get(path)).code).toBe(-400);
  expect((await guest.get(path, { names: 'x' })).code).toBe(-101);
});
