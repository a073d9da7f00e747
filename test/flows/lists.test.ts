import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';

type World = Guanxi['world'];
type Message = Awaited<ReturnType<Actor['see']>>;

const me = 100003;
const them = 100004;
const day = 24 * 3600_000;

/** Makes so many people whom `mid` follows, named by when (`友1` first), and returns their mids as the site lists them. */
function followMany(world: World, mid: number, count: number): number[] {
  for (let at = 1; at <= count; at += 1)
    world.follow(mid, world.addPerson({ name: `友${at}` }).mid, { at: 1_700_000_000 + at });
  return world.followingsOf(mid);
}

/** The labels of the rows a panel shows, without the day at their end. */
const rowsOf = (message: Message) =>
  labels(message)
    .flat()
    .filter((label) => /^\D{0,2}\d+\. /u.test(label))
    .map((label) => label.replace(/ · \d{4}-\d\d-\d\d$/u, ''));
const pageOf = (message: Message) =>
  labels(message)
    .flat()
    .find((label) => /^\d+\/\d+\+?$/u.test(label));

/** What the buttons of a message carry. */
const dataOf = (message: Message) =>
  message.reply_markup?.inline_keyboard
    .flat()
    .flatMap((button) => ('callback_data' in button ? [button.callback_data] : [])) ?? [];

/** Presses a button of the panel last seen and returns what it shows then. */
async function press(actor: Actor, label: string | RegExp, panel: Message): Promise<Message> {
  await actor.press(label, panel);
  return await actor.next((message) => message.message_id === panel.message_id);
}

describe('every list opens with one request', () => {
  it.each<[command: string, path: string, arrange: (world: World) => void, zh: string, en: string]>([
    ['/fans', 'relation/followers', (world) => world.follow(them, me), '我的粉丝', 'Your fans'],
    ['/following', 'relation/followings', (world) => world.follow(me, them), '我的关注', 'People you follow'],
    [
      '/friends',
      'relation/friends',
      (world) => {
        world.follow(me, them);
        world.follow(them, me);
      },
      '互相关注',
      'Mutual follows',
    ],
    ['/whispers', 'relation/whispers', (world) => world.whisper(me, them), '悄悄关注', 'Quiet follows'],
    ['/blacks', 'relation/blacks', (world) => world.block(me, them), '黑名单', 'Blacklist'],
    [
      '/special',
      'relation/tag',
      (world) => {
        world.follow(me, them);
        world.setGroups(me, them, [-10]);
      },
      '特别关注',
      'Special follows',
    ],
    [
      '/common 100002',
      'same/followings',
      (world) => {
        world.follow(me, them);
        world.follow(100002, them);
      },
      '和 UID 100002 的共同关注',
      'People you and UID 100002 both follow',
    ],
    [
      '/search 找得到',
      'followings/search',
      (world) => world.follow(me, them),
      '关注里名字含“找得到”的人',
      'with “找得到” in the name',
    ],
    [
      '/fans 100002',
      'relation/followers',
      (world) => world.follow(them, 100002),
      'UID 100002 的粉丝',
      'Fans of UID 100002',
    ],
    [
      '/following 100002',
      'relation/followings',
      (world) => world.follow(100002, them),
      'UID 100002 的关注',
      'People UID 100002 follows',
    ],
  ])('%s', async (command, path, arrange, zh, en) => {
    const { world, member } = await startGuanxi();
    world.change(them, { name: '找得到的人' });
    arrange(world);
    for (const [language, title] of [
      ['zh-hans', zh],
      ['en', en],
    ] as const) {
      const alice = await member('Alice', me, language);
      world.requests.clear();
      await alice.send(command);
      const panel = await alice.see(title);
      expect(rowsOf(panel)[0]).toContain('1. 找得到的人');
      expect(pageOf(panel)).toBe('1/1');
      expect(world.requests.count(path)).toBe(1);
      expect(world.requests.all()).toHaveLength(1);
    }
  });
});

it('a list of another who was written by name is headed by the name', { tags: 'everywhere' }, async () => {
  const { world, member } = await startGuanxi();
  world.change(them, { name: '很好找的人' });
  world.follow(100002, them);
  world.follow(them, 100002);
  const alice = await member('Alice', me);
  for (const [command, title] of [
    ['/fans', '很好找的人 的粉丝'],
    ['/following', '很好找的人 的关注'],
  ] as const) {
    await alice.send(`${command} @很好找的人`);
    expect((await alice.see(title)).text).not.toContain(`UID ${them}`);
  }
});

describe('one clear sentence instead of a list', () => {
  it.each([
    ['/fans', '你还没有粉丝', 'You have no fans yet'],
    ['/following', '你还没有关注任何人', 'You do not follow anyone yet'],
    ['/friends', '没有和你互相关注的人', 'Nobody you follow follows you back'],
    ['/whispers', '你没有悄悄关注任何人', 'You do not follow anyone quietly'],
    ['/blacks', '你的黑名单是空的', 'Your blacklist is empty'],
    ['/special', '你没有特别关注任何人', 'You have no special follows'],
    ['/common 100004', '没有共同关注的人', 'nobody you both follow'],
    ['/search 谁也不是', '没有找到名字含“谁也不是”的关注', 'Nobody you follow has “谁也不是” in the name'],
    ['/fans 100004', 'TA 还没有粉丝', 'They have no fans yet'],
    ['/following 100004', 'TA 没有关注任何人', 'They do not follow anyone'],
    ['/fans 999', '找不到这个人', 'no such person'],
    ['/following 999', '找不到这个人', 'no such person'],
    ['/common 999', '找不到这个人', 'no such person'],
    ['/friends 100004', '这份名单只能看自己的', 'only see your own list'],
    ['/common 100003', '不能对自己这样做', 'cannot do this to yourself'],
    [`/search ${'猫'.repeat(51)}`, '搜索的文字太长', 'too long to search for'],
  ])('%s', async (command, zh, en) => {
    const { member } = await startGuanxi();
    const alice = await member('小林', me);
    await alice.send(command);
    expect(labels(await alice.see(zh)).flat()).toEqual([]);
    const bob = await member('Bob', me, 'en');
    await bob.send(command);
    await bob.see(en);
  });

  it('for whoever is not logged in', { tags: 'everywhere' }, async () => {
    const { person } = await startGuanxi();
    const stranger = person('Nobody');
    for (const command of ['/fans', '/blacks', '/search', '/search 猫', '/common 100002']) {
      await stranger.send(command);
      await stranger.see('还没有登录');
    }
  });

  it.each([
    ['/fans', 'followers', { kind: 'listNull' }, '没有给出名单', 'gave no list this time'],
    ['/fans', 'followers', { kind: 'emptyWithTotal' }, '一个也没有给出', 'named none of them'],
    ['/blacks', 'blacks', { kind: 'listNull' }, '没有给出名单', 'gave no list this time'],
    ['/fans 100004', 'followers', { kind: 'code', code: 22118 }, '隐私', 'private'],
    ['/following', 'followings', { kind: 'code', code: -352 }, '风控', 'risk control'],
  ] as const)(
    '%s when the site answers %s with %o',
    { tags: 'everywhere' },
    async (command, path, fault, zh, en) => {
      const { world, member } = await startGuanxi();
      world.follow(them, me);
      const actors = [await member('小林', me), await member('Alice', 100005, 'en')];
      world.follow(them, 100005);
      world.faults.set(path, fault);
      for (const [index, words] of [zh, en].entries()) {
        await actors[index]?.send(command);
        await actors[index]?.see(words);
      }
    },
  );
});

describe('a list of 3000', () => {
  it('is turned to its end with one request for six pages, and back inside a block with none', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 3000);
    const alice = await member('Alice', me);
    world.requests.clear();
    await alice.send('/following');
    let panel = await alice.see('共 3,000 人');
    const names: string[] = [];
    for (let page = 1; ; page += 1) {
      expect(pageOf(panel)).toBe(`${page}/375`);
      names.push(...rowsOf(panel));
      if (page === 375) break;
      panel = await press(alice, '›', panel);
    }
    const expected = all.map((mid, index) => `${index + 1}. ${world.person(mid)?.name}`);
    expect(names.map((label) => label.replace(/ [↔★✓●]+$/u, ''))).toEqual(expected);
    expect(world.requests.all()).toHaveLength(63);
    await expect(alice.press('›', panel)).rejects.toThrow('sends the bot nothing');

    world.requests.clear();
    panel = await press(alice, '‹', panel);
    expect(pageOf(panel)).toBe('374/375');
    expect(world.requests.all()).toHaveLength(0);
  });

  it('is jumped in by tens, each jump one request, without reading what lies between', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 3000);
    const alice = await member('Alice', me, 'en');
    await alice.send('/following');
    let panel = await alice.see('3,000 in all');
    for (let page = 11; page <= 101; page += 10) {
      world.requests.clear();
      panel = await press(alice, '+10', panel);
      expect(pageOf(panel)).toBe(`${page}/375`);
      expect(world.requests.all()).toHaveLength(1);
    }
    expect(rowsOf(panel)[0]).toContain(`801. ${world.person(all[800] ?? 0)?.name}`);
    panel = await press(alice, '-10', panel);
    expect(pageOf(panel)).toBe('91/375');
  });

  it('of fans ends at the thousand the site shows, and says so', async () => {
    const { world, member } = await startGuanxi();
    world.gainFans(me, 1065);
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await alice.see('只显示最新的 1,000 人，共 1,065 人');
    expect(pageOf(panel)).toBe('1/125');
    for (let jumps = 0; jumps < 13; jumps += 1) panel = await press(alice, '+10', panel);
    expect(pageOf(panel)).toBe('125/125');
    expect(rowsOf(panel)).toHaveLength(8);
  });
});

it('own following is shown most recent or most visited first', async () => {
  const { world, member } = await startGuanxi();
  followMany(world, me, 60);
  const alice = await member('Alice', me);
  await alice.send('/following');
  const recent = await alice.see('我的关注');
  const visited = await press(alice, '最常访问', recent);
  expect(rowsOf(visited)).not.toEqual(rowsOf(recent));
  expect(world.requests.all().at(-1)?.query.order_type).toBe('attention');
  expect(rowsOf(await press(alice, '最近', visited))).toEqual(rowsOf(recent));
});

it('the search is asked for by its button, or by the command alone', async () => {
  const { world, member } = await startGuanxi();
  followMany(world, me, 60);
  const alice = await member('Alice', me, 'en');
  await alice.send('/following');
  await alice.see('People you follow');
  await alice.press('Search');
  await alice.see('Send part of the name');
  await alice.send('友5');
  expect(rowsOf(await alice.see('with “友5” in the name'))).toHaveLength(8);
  await alice.send('/search');
  await alice.see('Send part of the name');
  await alice.send('友60');
  expect(rowsOf(await alice.see('with “友60” in the name'))).toEqual(['1. 友60']);
});

it('special follows beyond one block know their number from the second page on', async () => {
  const { world, member } = await startGuanxi();
  const all = followMany(world, me, 100);
  world.setGroups(me, all, [-10]);
  const alice = await member('Alice', me);
  world.requests.clear();
  await alice.send('/special');
  let panel = await alice.see('没有给出总人数');
  expect(pageOf(panel)).toBe('1/6+');
  panel = await press(alice, '›', panel);
  expect(pageOf(panel)).toBe('2/13');
  panel = await press(alice, '+10', panel);
  expect(pageOf(panel)).toBe('12/13');
  expect(world.requests.all().map(({ path }) => path)).toEqual([
    '/x/relation/tag',
    '/x/relation/tags',
    '/x/relation/tag',
  ]);
});

it('a row opens the card, and a stranger’s name is plain text, cut and cleaned', async () => {
  const { world, member } = await startGuanxi();
  const evil = world.addPerson({ name: `<b>\u202Eevil\n${'长'.repeat(80)}` }).mid;
  const silent = world.addPerson({ name: '\u200B\u200E' }).mid;
  world.follow(me, silent, { at: 1 });
  world.follow(me, evil, { at: 2 });
  const alice = await member('Alice', me);
  await alice.send('/following');
  const panel = await alice.see('我的关注');
  expect(rowsOf(panel)[0]).toMatch(/^1\. <b>evil 长{31}…/u);
  expect(rowsOf(panel)[1]).toBe('2. （无可见名字）');
  expect(panel.text).not.toContain('\u202E');
  await alice.press(/^1\. /u, panel);
  await alice.see(`UID ${evil}`);
});

describe("another's following", () => {
  it('comes from the web site, and beyond its hundred from the app, which shows who is streaming', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, them, 300);
    world.change(all[96] ?? 0, { live: true });
    const alice = await member('Alice', me);
    await alice.send(`/following ${them}`);
    let panel = await alice.see('名单来自网页版，它只显示前 100 人');
    expect(panel.text).toContain('共 300 人');
    expect(panel.text).toContain('只显示前 250 人');
    expect(pageOf(panel)).toBe('1/13');
    panel = await press(alice, '+10', panel);
    expect(panel.text).toContain('名单来自网页版');
    expect(pageOf(panel)).toBe('11/13');
    panel = await press(alice, '+10', panel);
    expect(panel.text).toContain('名单来自 App，它只显示前 250 人');
    expect(pageOf(panel)).toBe('13/32');
    expect(rowsOf(panel)[0]).toMatch(/^97\. .*●$/u);
  });

  it.each([
    ['app', [], '名单来自 App', 'From the app', 5],
    ['game centre', ['biliapi.net/x/v2/relation/followings'], '名单来自游戏中心', 'From the game centre', 5],
  ] as const)('comes from the %s when the others refuse', async (_, paths, zh, en, requests) => {
    const { world, member } = await startGuanxi();
    followMany(world, them, 100);
    for (const path of ['bilibili.com/x/relation/followings', ...paths])
      world.faults.set(path, { kind: 'code', code: 22115 });
    for (const [language, words] of [
      ['zh-hans', zh],
      ['en', en],
    ] as const) {
      const alice = await member('Alice', me, language);
      world.requests.clear();
      await alice.send(`/following ${them}`);
      let panel = await alice.see(words);
      for (let page = 2; page <= 13; page += 1) {
        panel = await press(alice, '›', panel);
        expect(pageOf(panel)).toMatch(new RegExp(`^${page}/`, 'u'));
      }
      expect(rowsOf(panel)).toHaveLength(4);
      expect(world.requests.all()).toHaveLength(requests);
    }
  });

  it('is told to be private when all three refuse', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    followMany(world, them, 3);
    world.change(them, { hidesFollowings: true });
    const alice = await member('Alice', me);
    await alice.send(`/following ${them}`);
    await alice.see(/对方设置了隐私.*22115/u);
    const bob = await member('Bob', 100005, 'en');
    await bob.send(`/following ${them}`);
    await bob.see(/keep this list private.*22115/u);
  });

  it('offers as many pages as the source shows that answered, and those lead somewhere', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, them, 130);
    for (const path of ['biliapi.net/x/v2/relation/followings', 'biligame.com'])
      world.faults.set(path, { kind: 'code', code: 22115 });
    const alice = await member('Alice', me);
    await alice.send(`/following ${them}`);
    let panel = await alice.see('共 130 人');
    for (let page = 1; page < 13; page += 1) {
      expect(pageOf(panel)).toBe(`${page}/13`);
      panel = await press(alice, '›', panel);
    }
    expect(pageOf(panel)).toBe('13/13');
    expect(rowsOf(panel)).toHaveLength(4);
    await expect(alice.press('›', panel)).rejects.toThrow('sends the bot nothing');
  });

  it('goes no further than the web site when the app refuses meanwhile', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, them, 300);
    const alice = await member('Alice', me);
    await alice.send(`/following ${them}`);
    let panel = await alice.see('名单来自网页版');
    panel = await press(alice, '+10', panel);
    world.faults.set('biliapi.net/x/v2/relation/followings', { kind: 'code', code: 22007 });
    panel = await press(alice, '+10', panel);
    expect(pageOf(panel)).toBe('13/13');
    expect(panel.text).not.toContain('250');
  });
});

describe('selecting', () => {
  it('survives turning pages, and one person is handled like on the card', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '多选', await alice.see('我的关注'));
    panel = await press(alice, /^☐ 2\. /u, panel);
    panel = await press(alice, '›', panel);
    panel = await press(alice, '‹', panel);
    expect(rowsOf(panel)[1]).toContain('☑ 2. 友59');
    world.requests.clear();
    await alice.press('取消关注', panel);
    await alice.see('✅ 已取消关注 友59');
    const fresh = await alice.next((message) => message.message_id === panel.message_id);
    expect(rowsOf(fresh)[1]).toBe('2. 友58');
    expect(fresh.text).toContain('共 59 人');
    expect(world.followingsOf(me)).not.toContain(all[1]);
    expect(world.requests.count('x/relation/followings')).toBe(1);
  });

  it('several over several pages are handed on together, and the list is read anew afterwards', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me, 'en');
    await alice.send('/following');
    let panel = await press(alice, 'Select', await alice.see('People you follow'));
    world.requests.clear();
    panel = await press(alice, 'Page', panel);
    panel = await press(alice, '›', panel);
    panel = await press(alice, 'Page', panel);
    panel = await press(alice, /^☑ 9\. /u, panel);
    expect(panel.text).toContain('15 selected');
    expect(world.requests.all()).toHaveLength(0);
    panel = await press(alice, 'Unfollow', panel);
    await alice.see('15 people to unfollow');
    expect(rowsOf(panel)[0]).toMatch(/^9\. /u);
    expect(world.requests.count('relation/modify')).toBe(0);
    world.requests.clear();
    panel = await press(alice, '‹', panel);
    expect(rowsOf(panel)[0]).toMatch(/^1\. /u);
    expect(world.requests.all()).toHaveLength(1);
  });

  it('can be given up, and then nobody is chosen', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '多选', await alice.see('我的关注'));
    panel = await press(alice, '全选本页', panel);
    panel = await press(alice, '退出多选', panel);
    expect(rowsOf(panel)[0]).toMatch(/^1\. /u);
    panel = await press(alice, '多选', panel);
    expect(rowsOf(panel).every((label) => label.startsWith('☐'))).toBe(true);
  });

  it.each([
    ['移除粉丝', '要移除粉丝'],
    ['拉黑', '要拉黑'],
  ])('%s asks first, and the list is read anew afterwards', async (action, question) => {
    const { world, member } = await startGuanxi();
    world.gainFans(me, 3);
    const [first = 0] = world.fansOf(me);
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await press(alice, '多选', await alice.see('共 3 人'));
    panel = await press(alice, /^☐ 1\. /u, panel);
    await alice.press(action, panel);
    const asked = await alice.see(question);
    await alice.press('确认', asked);
    await alice.see('✅');
    expect(world.fansOf(me)).not.toContain(first);
    expect(rowsOf(await press(alice, '多选', panel))).toHaveLength(2);
  });

  it('unblocks from the blacklist, until nobody is left on it', async () => {
    const { world, member } = await startGuanxi();
    world.block(me, them);
    const alice = await member('Alice', me, 'en');
    await alice.send('/blacks');
    let panel = await press(alice, 'Select', await alice.see('Blacklist'));
    panel = await press(alice, /^☐ 1\. /u, panel);
    await alice.press('Unblock', panel);
    await alice.see('✅ Unblocked');
    const empty = await alice.see('Your blacklist is empty');
    expect(labels(empty)).toEqual([['Refresh']]);
    world.block(me, them);
    expect(rowsOf(await press(alice, 'Refresh', empty))).toHaveLength(1);
  });
});

describe('a list that changed meanwhile', () => {
  it('goes on after the last person shown when fans come, and before the first one on the way back', async () => {
    const { world, member } = await startGuanxi();
    world.gainFans(me, 100);
    const people = world.fansOf(me);
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await alice.see('共 100 人');
    for (let page = 2; page <= 6; page += 1) panel = await press(alice, '›', panel);
    world.gainFans(me, 3);
    panel = await press(alice, '›', panel);
    expect(pageOf(panel)).toBe('7/13');
    const names = people.map((mid) => world.person(mid)?.name);
    expect(rowsOf(panel).map((label) => label.replace(/^\d+\. /u, ''))).toEqual(names.slice(48, 56));
    panel = await press(alice, '‹', panel);
    expect(rowsOf(panel).map((label) => label.replace(/^\d+\. /u, ''))).toEqual(names.slice(40, 48));
  });

  it('skips nobody when those shown are unfollowed before one goes on', async () => {
    const { world, member } = await startGuanxi();
    const people = followMany(world, me, 100);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '›', await alice.see('共 100 人'));
    const [first] = people;
    await alice.send(`/unfollow ${first}`);
    await alice.see('✅');
    panel = await press(alice, '›', panel);
    expect(pageOf(panel)).toBe('3/13');
    expect(rowsOf(panel)[0]).toBe(`17. ${world.person(people[16] ?? 0)?.name}`);
  });

  it('goes to the last page there is when it has become shorter', async () => {
    const { world, member } = await startGuanxi();
    world.gainFans(me, 100);
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await press(alice, '+10', await alice.see('共 100 人'));
    expect(pageOf(panel)).toBe('11/13');
    world.loseFans(me, 90);
    panel = await press(alice, '刷新', panel);
    expect(pageOf(panel)).toBe('2/2');
    expect(panel.text).toContain('共 10 人');
  });
});

describe('a panel', () => {
  it('that is older than a day says so and is opened anew', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 21));
    const { world, member } = await startGuanxi({ clock });
    followMany(world, me, 60);
    for (const [language, old, again, title] of [
      ['zh-hans', '这条消息已过期', '重新打开', '我的关注'],
      ['en', 'This message has expired', 'Open again', 'People you follow'],
    ] as const) {
      const alice = await member('Alice', me, language);
      await alice.send('/following');
      const panel = await alice.see(title);
      await clock.advance(day + 1000);
      const told = await press(alice, '›', panel);
      expect(told.text).toContain(old);
      const fresh = await press(alice, again, told);
      expect(pageOf(fresh)).toBe('1/8');
      expect(pageOf(await press(alice, '›', fresh))).toBe('2/8');
    }
  });

  it('of a search that was forgotten asks for the command again', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 21));
    const { world, member } = await startGuanxi({ clock });
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/search 友');
    const panel = await alice.see('关注里名字含');
    await clock.advance(day + 1000);
    expect((await press(alice, '›', panel)).text).toContain('/search 文字');
  });

  it('survives a restart of the bot', async () => {
    const { world, member, restart } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const panel = await alice.see('我的关注');
    await restart();
    world.requests.clear();
    expect(pageOf(await press(alice, '›', panel))).toBe('2/8');
    expect(world.requests.all()).toHaveLength(0);
  });

  it('of another account is not acted on', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const panel = await alice.see('我的关注');
    await alice.send(
      Object.entries(world.login(100005).cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
    );
    await alice.see('✅');
    expect((await press(alice, '›', panel)).text).toContain('已过期');
  });

  it('shows its last page when a page beyond it is made up', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const panel = await alice.see('我的关注');
    const data = dataOf(panel).find((one) => one.startsWith('lp:')) ?? '';
    await alice.press({ data: data.replace(/[^:]*$/u, 'zzzzzzzz') }, panel, { forge: true });
    expect(pageOf(await alice.see(/^我的关注/u))).toBe('8/8');
  });

  it('acts only for the person it was made for', async () => {
    const { world, member, person } = await startGuanxi();
    followMany(world, me, 60);
    const alice = await member('Alice', me);
    await alice.send('/following');
    const panel = await alice.see('我的关注');
    const data = dataOf(panel)[0];
    const bob = person('Bob', 'en');
    await bob.send('/help');
    const answer = await bob.press({ data: data ?? '' }, await bob.see('All commands'), { forge: true });
    expect(answer.text).toContain('someone else');
  });
});
