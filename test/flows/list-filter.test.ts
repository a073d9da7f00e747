import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { type Actor, type Guanxi, labels, startGuanxi, untilRequested } from '../support/guanxi.ts';
import { openOneBot, startOnQQ } from '../support/qq-guanxi.ts';

type World = Guanxi['world'];
type Message = Awaited<ReturnType<Actor['see']>>;

const me = 100003;

/** Makes so many people whom the account follows, the first of whom follow back; as the site lists them. */
function followMany(world: World, count: number, mutual = 0, account = me): number[] {
  for (let at = 0; at < count; at += 1) {
    const { mid } = world.addPerson({ name: `友${at}` });
    world.follow(account, mid, { at: 1_600_000_000 + at * 86_400 });
    if (at < mutual) world.follow(mid, account, { at: 1_500_000_000 });
  }
  return world.followingsOf(account);
}

const rowsOf = (message: Message) =>
  labels(message)
    .flat()
    .filter((label) => /^\D{0,2}\d+\. /u.test(label));
const pageOf = (message: Message) =>
  labels(message)
    .flat()
    .find((label) => /^\d+\/\d+\+?$/u.test(label));

/** Presses a button of the panel and returns what it shows then. */
async function press(actor: Actor, label: string | RegExp, panel: Message): Promise<Message> {
  await actor.press(label, panel);
  return await actor.next((message) => message.message_id === panel.message_id);
}

describe('筛选', () => {
  it.each([
    ['zh-hans', '筛选', '未回关', '应用', '清除', '符合 30 人，名单共 50 人', '筛选：未回关', '我的关注'],
    [
      'en',
      'Filter',
      'Not following back',
      'Apply',
      'Clear',
      '30 of 50 in the list',
      'Filter: Not following back',
      'People you follow',
    ],
  ])('shows who is wanted, and says by what and of how many (%s)', async (language, ...words) => {
    const [filter, box, apply, clear, counts, heading, title] = words as [string, ...string[]];
    const { world, member } = await startGuanxi();
    followMany(world, 50, 20);
    const alice = await member('Alice', me, language);
    await alice.send('/following');
    let panel = await alice.see(title ?? '');
    world.requests.clear();
    panel = await press(alice, filter, panel);
    panel = await press(alice, `☐ ${box}`, panel);
    panel = await press(alice, `☑ ${box}`, panel);
    panel = await press(alice, `☐ ${box}`, panel);
    expect(world.requests.all()).toEqual([]);
    panel = await press(alice, apply ?? '', panel);
    expect(panel.text).toContain(counts);
    expect(panel.text).toContain(heading);
    expect(pageOf(panel)).toBe('1/4');
    expect(rowsOf(panel)[0]).toMatch(/^1\. 友49 · /u);
    expect(world.requests.all().map(({ path }) => path)).toEqual(['/x/relation/followings']);

    world.requests.clear();
    for (let page = 2; page <= 4; page += 1) panel = await press(alice, '›', panel);
    expect(rowsOf(panel)).toHaveLength(6);
    panel = await press(alice, filter, panel);
    panel = await press(alice, clear ?? '', panel);
    expect(panel.text).not.toContain(heading);
    expect(pageOf(panel)).toBe('1/7');
    expect(world.requests.count('x/relation/followings')).toBe(1);
  });

  it('wants all that is ticked, with a date that is asked for', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 40, 10);
    world.setGroups(me, all.slice(0, 20), [world.createGroup(me, '一')]);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 未分组', panel);
    await alice.press('☐ 关注早于', panel);
    await alice.see('例如 2024-01-31');
    await alice.send('昨天');
    await alice.see('没看懂这个日期');
    await alice.send('2020-9-29');
    panel = await alice.next((message) => message.message_id === panel.message_id);
    expect(labels(panel).flat()).toContain('☑ 关注早于 2020-09-29');
    panel = await press(alice, '应用', panel);
    expect(panel.text).toContain('筛选：未分组、关注早于 2020-09-29');
    expect(rowsOf(panel)[0]).toBe('1. 友15 · 2020-09-28');
    expect(panel.text).toContain('符合 16 人');
    panel = await press(alice, '筛选', panel);
    panel = await press(alice, '☑ 关注早于 2020-09-29', panel);
    expect(labels(panel).flat()).toContain('☐ 关注早于');
  });

  it('of more than a thousand fans covers those the site shows, and says so', async () => {
    const { world, member } = await startGuanxi();
    const mids = world.gainFans(me, 1065);
    world.change(mids[3] ?? 0, { name: 'bili_12345678901' });
    world.change(mids[1063] ?? 0, { name: 'bili_12345678902' });
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await press(alice, '筛选', await alice.see('只显示最新的'));
    panel = await press(alice, '☐ 默认昵称', panel);
    world.requests.clear();
    await alice.press('应用', panel);
    panel = await alice.see('筛选：默认昵称');
    expect(panel.text).toContain('在最新的 1,000 位粉丝里符合 1 人；粉丝共 1,065 人，更早的 B 站不显示');
    expect(rowsOf(panel)).toHaveLength(1);
    expect(world.requests.count('relation/followers')).toBe(20);
  });

  it('shows closed accounts, which can be unfollowed', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 20);
    const [closed = 0] = all;
    world.closeAccount(closed, { stays: true });
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 已注销', panel);
    panel = await press(alice, '应用', panel);
    expect(rowsOf(panel)).toEqual([expect.stringContaining('1. 账号已注销')]);
    panel = await press(alice, '多选', panel);
    panel = await press(alice, '全选全部', panel);
    await alice.press('取消关注', panel);
    await alice.see('✅');
    panel = await alice.next((message) => message.message_id === panel.message_id);
    expect(panel.text).toContain('没有符合条件的人');
    expect(world.followingsOf(me)).toHaveLength(19);
    panel = await press(alice, '筛选', panel);
    panel = await press(alice, '清除', panel);
    expect(panel.text).toContain('共 19 人');
  });

  it('sorts by fans, oldest first, and back, and rows say how many fans', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 30);
    world.gainFans(all[7] ?? 0, 12);
    const alice = await member('Alice', me, 'en');
    await alice.send('/following');
    let panel = await press(alice, 'Sort', await alice.see('People you follow'));
    expect(labels(panel)[0]).toEqual(['● Time', 'Oldest first', 'Fans']);
    panel = await press(alice, 'Fans', panel);
    expect(panel.text).toContain('Sorted by: Fans');
    expect(rowsOf(panel)[0]).toContain('1. 友22 · 13 fans');
    panel = await press(alice, 'Sort', panel);
    panel = await press(alice, 'Oldest first', panel);
    expect(rowsOf(panel)[0]).toContain('1. 友0 · ');
    panel = await press(alice, 'Sort', panel);
    panel = await press(alice, 'Time', panel);
    expect(labels(panel).flat()).toContain('● Recent');
  });

  it('big goes by what the alerts of the chat call big', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 10);
    world.gainFans(all[2] ?? 0, 120);
    const alice = await member('Alice', me);
    await alice.send('/alerts');
    const alerts = await alice.see('新粉丝提醒 · ');
    await alice.press('⬜ 大号提醒', alerts);
    await alice.press(/^大号：/u, await alice.see('大号提醒：开'));
    await alice.see('粉丝');
    await alice.send('100');
    await alice.see('✅');
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    expect(panel.text).toContain('粉丝数 100 起');
    panel = await press(alice, '☐ 大号', panel);
    panel = await press(alice, '应用', panel);
    expect(rowsOf(panel)).toEqual([expect.stringContaining('友7 · 121 粉丝')]);
  });

  it('keeps its place while cards are opened, and knows what was done there', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, 40);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 未回关', panel);
    panel = await press(alice, '应用', panel);
    panel = await press(alice, '›', panel);
    await alice.press(/^9\. /u, panel);
    await alice.press('取消关注', await alice.see('友31'));
    await alice.see('✅ 已取消关注 友31');
    world.requests.clear();
    panel = await press(alice, '›', panel);
    expect(pageOf(panel)).toBe('3/5');
    expect(panel.text).toContain('符合 39 人');
    expect(rowsOf(panel)[0]).toMatch(/^17\. 友22 /u);
    expect(world.requests.all().map(({ path }) => path)).toEqual(['/x/relation/relations']);
  });

  it('of a group asks for the relations, which its members come without', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 60, 30);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, all.slice(20, 40), [group]);
    const alice = await member('Alice', me);
    await alice.send('/groups');
    await alice.press(/^同学/u);
    let panel = await press(alice, '筛选', await alice.see('分组：同学'));
    expect(labels(panel).flat()).not.toContain('☐ 未分组');
    panel = await press(alice, '☐ 未回关', panel);
    world.requests.clear();
    panel = await press(alice, '应用', panel);
    expect(panel.text).toContain('符合 10 人，名单共 20 人');
    expect(world.requests.all().map(({ path }) => path)).toEqual([
      '/x/relation/tag',
      '/x/relation/relations',
    ]);
  });
});

describe('a long list', () => {
  it('is read beside, says how far it is, and can be stopped', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 21));
    const { world, member } = await startGuanxi({ clock });
    followMany(world, 500, 100);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 未回关', panel);
    world.faults.set('relation/followings', { kind: 'hang' });
    const asked = untilRequested(world, 'relation/followings');
    panel = await press(alice, '应用', panel);
    expect(panel.text).toContain('正在读取名单');
    await asked;
    panel = await press(alice, '取消', panel);
    expect(panel.text).toContain('共 500 人');
    world.faults.clear();
    panel = await press(alice, '筛选', panel);
    panel = await press(alice, '☐ 未回关', panel);
    await alice.press('应用', panel);
    panel = await alice.see('符合 400 人，名单共 500 人');
    expect(pageOf(panel)).toBe('1/50');
  });

  it('that cannot be read is never taken for empty: the person is told, and sees what was there', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, 500);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 已注销', panel);
    world.faults.set('relation/followings', { kind: 'code', code: -352 });
    await alice.press('应用', panel);
    panel = await alice.see('共 500 人');
    expect(panel.text).not.toContain('符合');
    await alice.see('风控');
  });

  it('whose reading a restart has ended is shown as it was', async () => {
    const { world, member, restart } = await startGuanxi();
    followMany(world, 500);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 未回关', panel);
    world.faults.set('relation/followings', { kind: 'hang' });
    panel = await press(alice, '应用', panel);
    expect(panel.text).toContain('正在读取名单');
    const [button] = panel.reply_markup?.inline_keyboard.flat() ?? [];
    const data = button && 'callback_data' in button ? button.callback_data : '';
    await restart();
    panel = await alice.see('共 500 人');
    world.faults.clear();
    // As after a kill, when the button of the reading is all there is.
    await alice.press({ data }, panel, { forge: true });
    panel = await press(alice, '›', panel);
    expect(pageOf(panel)).toBe('2/63');
  });

  it('goes on after a restart with what it shows, and is read again where it must', async () => {
    const { world, member, restart } = await startGuanxi();
    followMany(world, 500);
    const alice = await member('Alice', me);
    await alice.send('/following');
    let panel = await press(alice, '筛选', await alice.see('我的关注'));
    panel = await press(alice, '☐ 未回关', panel);
    await alice.press('应用', panel);
    panel = await alice.see('符合 500 人');
    await restart();
    world.requests.clear();
    panel = await press(alice, '›', panel);
    expect(rowsOf(panel)[0]).toMatch(/^9\. /u);
    expect(world.requests.all()).toEqual([]);
    for (let leaps = 0; leaps < 3; leaps += 1) {
      await alice.press('+10', panel);
      panel = await alice.see(/符合 500 人/u);
    }
    expect(world.requests.count('relation/followings')).toBe(10);
  });
});

describe('choosing many', () => {
  it('unfollows the 150 who do not follow back in under ten taps', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 400, 250);
    const [special = 0] = all;
    world.setGroups(me, special, [-10]);
    const alice = await member('Alice', me);
    let taps = 0;
    const tap = async (label: string, panel: Message) => {
      taps += 1;
      await alice.press(label, panel);
    };
    const type = async (text: string) => {
      taps += 1;
      await alice.send(text);
    };
    await type('/following');
    let panel = await alice.see('我的关注');
    await tap('筛选', panel);
    panel = await alice.see('只看哪些人');
    await tap('☐ 未回关', panel);
    panel = await alice.next((message) => message.message_id === panel.message_id);
    await tap('应用', panel);
    panel = await alice.see('符合 150 人，名单共 400 人');
    await tap('多选', panel);
    panel = await alice.see('已选 0 人');
    await tap('全选全部', panel);
    panel = await alice.see('已选 150 人');
    await tap('取消关注', panel);
    const preview = await alice.see('将取消关注 149 人');
    expect(preview.text).toContain('友398、友397');
    expect(preview.text).toContain('特别关注 1');
    await tap('开始', preview);
    await alice.see('149');
    await type('149');
    await alice.see('已完成', { timeout: 12_000 });
    expect(taps).toBeLessThan(10);
    expect(world.followingsOf(me)).toHaveLength(251);
    expect(world.followingsOf(me)).toContain(special);
  });

  it('takes everybody up to the page shown, and reads what is not at hand', async () => {
    const { world, member } = await startGuanxi();
    followMany(world, 300);
    const alice = await member('Alice', me, 'en');
    await alice.send('/following');
    let panel = await press(alice, 'Select', await alice.see('People you follow'));
    panel = await press(alice, '›', panel);
    world.requests.clear();
    panel = await press(alice, 'Up to here', panel);
    expect(panel.text).toContain('16 selected');
    expect(world.requests.all()).toEqual([]);
    panel = await press(alice, '+10', panel);
    world.requests.clear();
    panel = await press(alice, 'Up to here', panel);
    expect(panel.text).toContain('96 selected');
    expect(pageOf(panel)).toBe('12/38');
    expect(world.requests.count('relation/followings')).toBe(2);
    await alice.press('All', panel);
    panel = await alice.see('300 selected');
    expect(pageOf(panel)).toBe('12/38');
  });

  it('takes a whole group as one', async () => {
    const { world, member } = await startGuanxi();
    const all = followMany(world, 80);
    const group = world.createGroup(me, '旧人');
    world.setGroups(me, all.slice(0, 60), [group]);
    const alice = await member('Alice', me);
    await alice.send('/groups');
    await alice.press(/^旧人/u);
    let panel = await press(alice, '多选', await alice.see('分组：旧人'));
    panel = await press(alice, '全选全部', panel);
    expect(panel.text).toContain('已选 60 人');
    await alice.press('取消关注', panel);
    await alice.see('将取消关注 60 人');
  });

  it('follows fans back and puts them into a group', async () => {
    const { world, member } = await startGuanxi();
    const group = world.createGroup(me, '回关');
    const [followed = 0, ...fans] = world.gainFans(me, 3);
    world.followBack(me, followed);
    const alice = await member('Alice', me);
    await alice.send('/fans');
    let panel = await press(alice, '多选', await alice.see('共 3 人'));
    panel = await press(alice, '全选本页', panel);
    panel = await press(alice, '关注并放入分组', panel);
    expect(panel.text).toContain('关注选中的 3 人，并放入哪个分组？');
    await alice.press('回关', panel);
    await alice.press('开始', await alice.see('将关注 2 人'));
    await alice.see('已完成');
    for (const fan of fans) expect(world.relationOf(me, fan).tag).toEqual([group]);
    expect(world.relationOf(me, followed).tag).toBeNull();
  });
});

describe('the page label', () => {
  it.each([
    ['zh-hans', '去第几页', '99x', '这不是页码', '我的关注'],
    ['en', 'Which page', '0', 'not a page', 'People you follow'],
  ])('asks for a page when it is pressed (%s)', async (language, asks, wrong, refuses, title) => {
    const { world, member } = await startGuanxi();
    followMany(world, 100);
    const alice = await member('Alice', me, language);
    await alice.send('/following');
    let panel = await alice.see(title);
    await alice.press('1/13', panel);
    await alice.see(asks);
    await alice.send(wrong);
    await alice.see(refuses);
    await alice.send('７');
    panel = await alice.next((message) => message.message_id === panel.message_id);
    expect(pageOf(panel)).toBe('7/13');
    await alice.press('7/13', panel);
    await alice.see(asks);
    await alice.send('400');
    panel = await alice.next((message) => message.message_id === panel.message_id);
    expect(pageOf(panel)).toBe('13/13');
  });
});

describe('on QQ', () => {
  it('lists are filtered and many are chosen by typing what stands on the buttons', async () => {
    const { world, say, see, qq, login } = await startOnQQ(openOneBot);
    await login(100001);
    await see('👀');
    for (const mid of world.followingsOf(100001)) world.unfollow(100001, mid);
    followMany(world, 30, 10, 100001);
    expect(await say('关注列表', '共 30 人')).toContain('1. 友29 (https://');
    expect(await say('筛选', '只看哪些人')).toMatch(/回复：.*未回关.*应用.*$/u);
    await say('未回关', '☑ 未回关');
    const found = await say('应用', '符合 20 人，名单共 30 人');
    expect(found).toContain('筛选：未回关');
    expect(found).toMatch(/回复：.*多选.* · 1–8$/u);
    await say('多选', '已选 0 人');
    await say('全选全部', '已选 20 人');
    await say('取消关注', '将取消关注 20 人');
    qq.say('开始');
    await see('已完成', 5000);
    expect(world.followingsOf(100001)).toHaveLength(10);
  });

  it('a page is asked for by its label', async () => {
    const { world, say, login, see } = await startOnQQ(openOneBot);
    await login(100001);
    await see('👀');
    for (const mid of world.followingsOf(100001)) world.unfollow(100001, mid);
    followMany(world, 100, 0, 100001);
    await say('关注列表', '共 100 人');
    await say('1/13', '去第几页');
    expect(await say('3', '17. 友83')).toContain('3/13');
  });
});
