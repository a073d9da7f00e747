import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../playground/bilibili/index.ts';
import { badRequest, tooManyRequests } from '../../playground/telegram/index.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { createTestClock } from '../support/clock.ts';
import { cookieLine, type GuanxiOptions, labels, startGuanxi } from '../support/guanxi.ts';

const minute = 60_000;
/** Long enough for a poll even where little happens. */
const aWhile = 30 * minute;
const owner = 100001;

/** The bot with a clock of its own, and somebody who is logged in. */
async function watched(options: GuanxiOptions & { languageCode?: string; fansBefore?: number } = {}) {
  const clock = createTestClock();
  const guanxi = await startGuanxi({ clock, ...options });
  guanxi.world.gainFans(owner, options.fansBefore ?? 0);
  const me = await guanxi.member('小明', owner, options.languageCode);
  /** What the chat is told next that holds a word, once time passes. */
  const told = async (word: string | RegExp) => {
    const message = me.see(word);
    await clock.advance(aWhile);
    return message;
  };
  return { ...guanxi, clock, me, told };
}

const newest = (world: Awaited<ReturnType<typeof watched>>['world']) => world.fansOf(owner)[0] ?? 0;

describe('one new fan', () => {
  it('comes as a card with picture, name, UID, time, and whether one follows them', async () => {
    const { world, told } = await watched();
    world.gainFans(owner, 1);
    const alert = await told('🔔 新粉丝');
    const fan = world.person(newest(world));
    expect(alert.photo).toBeDefined();
    expect(alert.caption).toContain(fan?.name);
    expect(alert.caption).toContain(`UID ${fan?.mid}`);
    expect(alert.caption).toMatch(/关注于 2026-01-01 08:\d\d · 你还没有关注 TA/u);
    expect(labels(alert)).toEqual([['回关'], ['移除粉丝', '拉黑'], ['主页']]);
  });

  it('is followed back with one press, which can be undone', async () => {
    const { world, told, me } = await watched();
    world.gainFans(owner, 1);
    await told('🔔 新粉丝');
    await me.press('回关');
    expect(labels(await me.see('互相关注'))).toContainEqual(['撤销']);
    expect(world.relationOf(owner, newest(world)).attribute).toBe(6);
  });

  it('is removed only after a question', { tags: 'everywhere' }, async () => {
    const { world, told, me } = await watched();
    const before = world.fansOf(owner).length;
    world.gainFans(owner, 1);
    await told('🔔 新粉丝');
    await me.press('移除粉丝');
    await me.see('要移除粉丝');
    expect(world.fansOf(owner)).toHaveLength(before + 1);
    await me.press('确认');
    await me.see('✅ 已移除粉丝');
    expect(world.fansOf(owner)).toHaveLength(before);
  });

  it('is told without the picture when Telegram cannot fetch it', async () => {
    const { world, told, telegram } = await watched();
    telegram.faults.failNext('sendPhoto', badRequest('failed to get HTTP URL content'));
    world.gainFans(owner, 1);
    expect((await told('🔔 新粉丝')).text).toContain(world.person(newest(world))?.name ?? 'somebody');
  });

  it('with a name and a signature made to harm is told in lines of one line each', {
    tags: 'everywhere',
  }, async () => {
    const { world, told } = await watched();
    const mid = world.addPerson({ name: '\u202E坏\n人\u200B', sign: `${'长'.repeat(90)}\n@all` }).mid;
    world.follow(mid, owner);
    const { caption = '' } = await told('🔔 新粉丝');
    expect(caption).toContain('\n坏 人\n');
    expect(caption).not.toMatch(/[\u200B\u202E]/u);
    expect(caption).toContain(`「${'长'.repeat(39)}…」`);
  });
});

describe('a message that Telegram does not take at once', () => {
  it('goes once it does, and once only', async () => {
    const { world, told, me, telegram, clock } = await watched();
    telegram.faults.failNext('sendMessage', tooManyRequests(90));
    const tries = () =>
      telegram.calls('sendMessage').filter(({ params }) => String(params.text).includes('🔔'));
    world.gainFans(owner, 3);
    await clock.advance(aWhile);
    await vi.waitFor(() => expect(tries()).not.toHaveLength(0));
    await told('🔔 新增 3 位粉丝');
    await clock.advance(aWhile);
    expect(me.transcript().split('新增 3 位粉丝')).toHaveLength(2);
    expect(tries()).toHaveLength(2);
  });

  it('waits for Telegram through an outage', async () => {
    const { world, told, telegram, clock } = await watched();
    telegram.faults.failNext('sendMessage', 'reset', { times: 40 });
    world.gainFans(owner, 3);
    await clock.advance(5 * 60 * minute);
    telegram.faults.clear();
    await clock.advance(60 * minute);
    await told('🔔 新增 3 位粉丝');
  });
});

describe('several new fans', () => {
  it('come as one list, each row with the button of their card', async () => {
    const { world, told, me } = await watched();
    world.gainFans(owner, 3);
    const alert = await told('🔔 新增 3 位粉丝');
    const names = world
      .fansOf(owner)
      .slice(0, 3)
      .map((mid) => world.person(mid)?.name);
    expect(labels(alert)).toEqual([...names.map((name, row) => [`${row + 1}. ${name}`]), ['全部回关']]);
    await me.press(`2. ${names[1]}`);
    expect((await me.see('TA 关注了你')).caption).toContain(names[1]);
  });

  it('more than ten are counted, and a button opens the list where they go on', async () => {
    const { world, told, me } = await watched();
    world.gainFans(owner, 25);
    const alert = await told('🔔 新增 25 位粉丝');
    expect(alert.text).toContain('……还有 15 位');
    await me.press('还有 15 位 ›');
    expect(labels(await me.see('我的粉丝')).flat()).toContainEqual(expect.stringMatching(/^9\. /u));
  });

  it('are all followed back by a job that is shown before', { tags: 'everywhere' }, async () => {
    const { world, told, me } = await watched();
    world.gainFans(owner, 25);
    await told('🔔 新增 25 位粉丝');
    await me.press('全部回关');
    await me.see('将关注 25 人');
    await me.press('开始');
    await told('100%');
    const back = world.fansOf(owner).slice(0, 25);
    expect(back.every((mid) => world.relationOf(owner, mid).attribute === 6)).toBe(true);
  });

  it('can be followed back after a restart', { tags: 'everywhere' }, async () => {
    const { world, told, me, restart } = await watched();
    world.gainFans(owner, 2);
    await told('🔔 新增 2 位粉丝');
    await restart();
    await me.press('全部回关');
    const names = world
      .fansOf(owner)
      .slice(0, 2)
      .map((mid) => world.person(mid)?.name);
    await me.see(`将关注 2 人：${names.join('、')}`);
  });

  it('a message older than a month no longer knows whom it meant, and says where they are', async () => {
    const { world, told, me, clock } = await watched();
    world.gainFans(owner, 2);
    const alert = await told('🔔 新增 2 位粉丝');
    await clock.advance(31 * 24 * 60 * minute);
    await me.press('全部回关', alert);
    await me.see('/fans');
    // A month of polls: seconds of work, and many on a machine that has other work.
  }, 60_000);
});

describe('how many follow them', () => {
  const stats = '/x/relation/stats';

  it('is on the card, with one request for it', { tags: 'everywhere' }, async () => {
    const { world, told } = await watched();
    const { mid } = world.addPerson({ name: '有粉丝的人' });
    world.gainFans(mid, 12);
    world.requests.clear();
    world.follow(mid, owner);
    expect((await told('🔔 新粉丝')).caption).toMatch(/UID \d+\n12 粉丝\n/u);
    expect(world.requests.count(stats)).toBe(1);
  });

  it('is asked once for a digest of many, and the biggest stand first', { tags: 'everywhere' }, async () => {
    const { world, told } = await watched();
    const people = [1, 3, 2].map((fans) => {
      const { mid } = world.addPerson({ name: `第 ${fans} 位` });
      world.gainFans(mid, fans);
      return mid;
    });
    world.requests.clear();
    for (const mid of people) world.follow(mid, owner);
    const { text = '' } = await told('🔔 新增 3 位粉丝');
    expect(text).toMatch(/1\. 第 3 位 · 3 粉丝[\s\S]*2\. 第 2 位 · 2 粉丝[\s\S]*3\. 第 1 位 · 1 粉丝/u);
    world.gainFans(owner, 45);
    await told('🔔 新增 45 位粉丝');
    expect(world.requests.count(stats)).toBe(2);
  });

  it.each<Fault>([
    { kind: 'code', code: -412 },
    { kind: 'code', code: -799 },
    { kind: 'http', status: 502 },
    { kind: 'dataNull' },
    { kind: 'cut' },
  ])(
    'where the site does not say (%o), they are told of all the same, and it is asked the next time',
    async (fault) => {
      const { world, told } = await watched();
      world.faults.set(stats, fault, { times: 3 });
      world.gainFans(owner, 1);
      expect((await told('🔔 新粉丝')).caption).not.toMatch(/\d 粉丝/u);
      world.faults.clear();
      world.requests.clear();
      world.gainFans(owner, 2);
      expect((await told('🔔 新增 2 位粉丝')).text).toContain('0 粉丝');
      expect(world.requests.count(stats)).toBe(1);
    },
  );
});

describe('who has left', () => {
  it('is named without asking, when told of by name before, and unfollowed with one press', async () => {
    const { world, me, clock } = await watched();
    await me.send('/alerts');
    await me.press('⬜ 掉粉提醒', await me.see('掉粉提醒：关'));
    await me.see(/掉粉提醒从 2026-01-01 08:\d\d 开始，更早取消关注的人不会提醒/u);
    await clock.advance(aWhile);
    const { mid } = world.addPerson({ name: '来了又走的人' });
    world.follow(mid, owner);
    await clock.advance(aWhile);
    await me.see('🔔 新粉丝');
    world.follow(owner, mid);
    world.unfollow(mid, owner);
    world.requests.clear();
    const told = me.see('👋');
    await clock.advance(2 * 60 * minute);
    const alert = await told;
    expect(alert.text).toContain('1. 来了又走的人');
    expect(world.requests.count('user/cards')).toBe(0);
    expect(labels(alert)).toEqual([['1. 来了又走的人', '取关']]);
    await me.press('取关', alert);
    await me.see('已取消关注');
    expect(world.followingsOf(owner)).not.toContain(mid);
  });
});

describe('whose fans they are', () => {
  it('is said when a chat has several accounts, and the buttons act as the right one', async () => {
    const { world, told, me } = await watched();
    const other = world.addPerson({ name: '另一个我' }).mid;
    await me.send(cookieLine(world.login(other).cookies));
    await told('👀 已开始监测 另一个我');
    world.gainFans(owner, 1);
    const alert = await told('🔔 新粉丝');
    expect(alert.caption).toContain(`账号：${world.person(owner)?.name}`);
    await me.press('回关', alert);
    await me.see('互相关注');
    expect(world.relationOf(owner, newest(world)).attribute).toBe(6);
  });
});

describe('what is wrong is told once, and once when it is well again', () => {
  it('a login that has expired, with the button to log in again', async () => {
    const { world, told, me, clock } = await watched();
    world.expire(owner);
    const notice = await told('登录已失效');
    expect(labels(notice)).toEqual([['重新登录']]);
    me.skip();
    await clock.advance(6 * 60 * minute);
    await me.press('重新登录', notice);
    const ways = await me.see('选择登录 B 站的方式');
    expect(ways.text).toContain('关系管理员 的登录已失效，请重新登录');
    expect(ways.text).not.toContain('已登录');
    world.gainFans(owner, 2);
    await me.send(cookieLine(world.login(owner).cookies));
    await me.see('✅ 已登录');
    await told('🔔 新增 2 位粉丝');
  });

  it('risk control, and nobody who came meanwhile is lost', async () => {
    const { world, told, me, clock } = await watched();
    world.faults.set('/x/relation/followers', { kind: 'code', code: -352 });
    await told('暂时限制');
    me.skip();
    world.gainFans(owner, 2);
    await clock.advance(3 * 60 * minute);
    expect(me.transcript().split('暂时限制')).toHaveLength(2);
    world.faults.clear();
    const back = me.see('恢复了');
    await clock.advance(3 * 60 * minute);
    expect((await back).text).toContain('新增 2 位粉丝');
  });
});

it('an old fan whom one follows back here is no news, however far down the list they were', {
  tags: 'everywhere',
}, async () => {
  const { world, me, clock } = await watched({ fansBefore: 1200 });
  const [old = 0] = world.fansOf(owner).slice(-1);
  await me.send(`/follow ${old}`);
  await me.see('互相关注');
  world.requests.clear();
  await clock.advance(6 * 60 * minute);
  // The second poll begins when the first has ended.
  await vi.waitFor(() => expect(world.requests.count('/x/relation/followers')).toBeGreaterThan(1));
  expect(world.fansOf(owner)[0]).toBe(old);
  expect(me.transcript()).not.toContain('现在与你互相关注');
});

it('a login that nobody watches, since the program died in between, is watched from the next start on', {
  tags: 'everywhere',
}, async () => {
  const { me, config, stop, restart } = await watched();
  await stop();
  const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
  const store = await openStore({ url: config.storeUrl, keys });
  await store.watches.remove(String(owner));
  await store.close();
  await restart();
  await me.see('👀');
});

it('fans are looked for while Telegram cannot be reached, and told of when it is back', async () => {
  const { world, me, clock, telegram, stop, restart } = await watched();
  await stop();
  telegram.faults.goDown();
  world.gainFans(owner, 3);
  world.requests.clear();
  const started = restart();
  await vi.waitFor(async () => {
    await clock.advance(minute);
    expect(world.requests.count('/x/relation/followers')).toBeGreaterThan(0);
  });
  telegram.faults.comeBack();
  const told = me.see('🔔 新增 3 位粉丝');
  await vi.waitFor(async () => {
    await clock.advance(minute);
    expect(me.transcript()).toContain('🔔 新增 3 位粉丝');
  });
  await Promise.all([started, told]);
});

it('a milestone comes with the fan who reached it, as a picture of the way there, with an effect', async () => {
  const { world, told, telegram } = await watched();
  world.gainFans(owner, 100 - world.fansOf(owner).length);
  const reached = await told('🎉');
  expect(reached.caption).toContain('粉丝达到 100 位');
  expect(reached.photo?.at(-1)).toMatchObject({ width: 1200, height: 960 });
  expect(reached.effect_id).toBe('5046509860389126442');
  world.gainFans(owner, 2);
  expect((await told('🔔')).effect_id).toBeUndefined();
  expect(telegram.oddities).toEqual([]);
});

it.each([
  ['an effect', 1],
  ['a picture', 2],
])('a milestone comes without %s that Telegram does not take', async (_, times) => {
  const { world, told, telegram } = await watched();
  telegram.faults.failNext('sendPhoto', badRequest('EFFECT_ID_INVALID'), { times });
  world.gainFans(owner, 100 - world.fansOf(owner).length);
  const reached = await told('🎉');
  expect(reached.effect_id).toBeUndefined();
  expect(reached.photo === undefined).toBe(times === 2);
});

it('after a logout nothing is watched any more', { tags: 'everywhere' }, async () => {
  const { world, me, clock } = await watched();
  await me.send('/logout');
  await me.see('要退出');
  await me.press('确认');
  await me.see('已退出');
  world.requests.clear();
  world.gainFans(owner, 3);
  await clock.advance(2 * 60 * minute);
  expect(world.requests.all()).toEqual([]);
});

it('speaks English to who reads English', async () => {
  const { world, told, me } = await watched({ languageCode: 'en' });
  world.gainFans(owner, 1);
  const alert = await told('🔔 New fan');
  expect(labels(alert)).toEqual([['Follow back'], ['Remove fan', 'Block'], ['Profile']]);
  world.gainFans(owner, 12);
  const many = await told('🔔 12 new fans');
  expect(labels(many).slice(-2)).toEqual([['and 2 more ›'], ['Follow all back']]);
  await me.press('Follow all back', many);
  await me.see('12');
});
