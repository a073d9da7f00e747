import { describe, expect, it } from 'vitest';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { type Actor, type Guanxi, labels, startGuanxi } from '../support/guanxi.ts';
import { openOneBot, startOnQQ } from '../support/qq-guanxi.ts';

type World = Guanxi['world'];
type Message = Awaited<ReturnType<Actor['see']>>;

const me = 100003;
const noface = 'https://i0.hdslb.com/bfs/face/member/noface.jpg';
const day = 24 * 3600;

/** Ten follows: two closed, three who follow back, four in a group; and three fans more, one of them suspicious. */
function arrange(world: World, account = me): number[] {
  const mids = Array.from({ length: 10 }, (_, at) => {
    const { mid } = world.addPerson({ name: `友${at}`, videos: 0 });
    world.follow(account, mid, { at: 1_600_000_000 + at * day });
    return mid;
  });
  for (const mid of mids.slice(5, 8)) world.follow(mid, account, { at: 1_500_000_000 });
  world.setGroups(account, mids.slice(2, 6), [world.createGroup(account, '同学')]);
  for (const mid of mids.slice(0, 2)) world.closeAccount(mid, { stays: true });
  const [odd = 0, named = 0] = world.gainFans(account, 3, { at: 1_500_000_001 });
  world.change(odd, { name: 'bili_12345678901', face: noface, sign: '' });
  world.change(named, { name: 'bili_12345678902', sign: '我是真人' });
  return mids;
}

const rowsOf = (message: Message) =>
  labels(message)
    .flat()
    .filter((label) => /^\D{0,2}\d+\. /u.test(label));

/** Lets time pass until a promise is settled. */
async function passing<T>(clock: TestClock, promise: Promise<T>): Promise<T> {
  let over = false;
  const settled = promise.finally(() => {
    over = true;
  });
  while (!over) await clock.advance(100);
  return settled;
}

async function press(actor: Actor, label: string | RegExp, panel: Message): Promise<Message> {
  await actor.press(label, panel);
  return await actor.next((message) => message.message_id === panel.message_id);
}

describe('/tidy', () => {
  it.each([
    [
      'zh-hans',
      '/tidy',
      '整理 · ',
      ['已注销 2', '未回关 7', '未分组 6', '可疑粉丝 1', '很久没动静', '刷新'],
      '筛选：可疑粉丝',
    ],
    [
      'en',
      '/tidy',
      'Tidy · ',
      ['Closed 2', 'Not following back 7', 'In no group 6', 'Suspicious fans 1', 'Dormant', 'Refresh'],
      'Filter: Suspicious fans',
    ],
    [
      'zh-hans',
      '整理',
      '整理 · ',
      ['已注销 2', '未回关 7', '未分组 6', '可疑粉丝 1', '很久没动静', '刷新'],
      '筛选：可疑粉丝',
    ],
  ])(
    'counts what could be tidied, and each count opens its list (%s, %s)',
    async (language, said, title, all, suspicious) => {
      const { world, member } = await startGuanxi();
      arrange(world);
      const alice = await member('Alice', me, language);
      world.requests.clear();
      await alice.send(said);
      let panel = await alice.see(title);
      expect(labels(panel).flat()).toEqual(all);
      expect(world.requests.all().map(({ path }) => path)).toEqual([
        '/x/relation/followings',
        '/x/relation/followers',
      ]);
      world.requests.clear();
      await alice.press(all[3] ?? '', panel);
      const fans = await alice.see(suspicious);
      expect(rowsOf(fans)).toEqual([expect.stringContaining('1. bili_12345678901')]);
      await alice.press(all[0] ?? '', panel);
      await alice.see(/筛选：已注销|Filter: Closed/u);
      await alice.press(all[2] ?? '', panel);
      expect(rowsOf(await alice.see(/筛选：未分组|Filter: In no group/u))).toHaveLength(6);
      expect(world.requests.all()).toEqual([]);
      world.gainFans(me, 1);
      await alice.press(all[5] ?? '', panel);
      panel = await alice.see(/粉丝 7 人|7 fans/u);
      expect(labels(panel).flat()).toEqual(all);
      expect(world.requests.all()).toHaveLength(2);
    },
  );

  it('is opened from home, and leads back there', async () => {
    const { world, member } = await startGuanxi();
    arrange(world);
    const alice = await member('Alice', me);
    await alice.send('/me');
    await alice.press('整理', await alice.see('UID 100003'));
    const panel = await alice.see('整理 · ');
    expect(labels(panel).flat()).toContain('未回关 7');
    await alice.press('‹ 首页', panel);
    await alice.see('UID 100003');
  });

  it('says that nobody is left to tidy by buttons that do nothing', async () => {
    const { world, member } = await startGuanxi();
    for (const mid of world.followingsOf(me)) world.unfollow(me, mid);
    const alice = await member('Alice', me);
    await alice.send('/tidy');
    const panel = await alice.see('整理 · ');
    expect(labels(panel).flat()).toContain('未回关 0');
    await expect(alice.press('未回关 0', panel)).rejects.toThrow('sends the bot nothing');
  });

  it('never counts what cannot be read', async () => {
    const { world, member } = await startGuanxi();
    arrange(world);
    const alice = await member('Alice', me);
    world.faults.set('relation/followers', { kind: 'listNull' });
    await alice.send('/tidy');
    await alice.see('已停止读取名单');
    await alice.see('没有给出名单');
    world.faults.clear();
    await alice.press('重新打开');
    expect(labels(await alice.see('整理 · ')).flat()).toContain('未回关 7');
  });
});

describe('很久没动静', () => {
  /** Makes of the ten: one banned, one whose last video is old, one who published of late. */
  function publish(world: World, mids: readonly number[]): void {
    const [banned = 0, old = 0, fresh = 0] = mids.slice(3);
    world.change(banned, { banned: true });
    const now = Math.floor(world.now() / 1000);
    world.addVideo({ owner: old, at: now - 400 * day });
    world.addVideo({ owner: old, at: now - 500 * day });
    world.addVideo({ owner: fresh, at: now - 3 * day });
    world.change(old, { videos: 2 });
    world.change(fresh, { videos: 1 });
  }

  it.each([
    [
      'zh-hans',
      '很久没动静',
      ['你关注的 10 人里已检查 0 人', '还有 10 人要逐个查看，最多 20 次请求', '预计用时'],
      '开始',
      '已完成',
      '符合 4 人，名单共 10 人',
      '已封禁',
      '上次投稿 ',
    ],
    [
      'en',
      'Dormant',
      ['Of 10 people you follow, 0 checked', '10 people left to look at', 'at most 20 requests'],
      'Start',
      'Done.',
      '4 of 10 in the list',
      'banned',
      'last video ',
    ],
  ])(
    'says what it costs, looks at everybody once, and shows whom it found (%s)',
    async (language, dormant, costs, start, done, found, banned, last) => {
      const { world, member } = await startGuanxi();
      const mids = arrange(world);
      publish(world, mids);
      const alice = await member('Alice', me, language);
      await alice.send('/tidy');
      const panel = await alice.see(/整理 · |Tidy · /u);
      world.requests.clear();
      const cost = await press(alice, dormant, panel);
      for (const words of costs) expect(cost.text).toContain(words);
      expect(world.requests.all()).toEqual([]);
      await alice.press(start, cost);
      await alice.see(done);
      expect(world.requests.count('web-interface/card')).toBe(10);
      expect(world.requests.count('wbi/arc/search')).toBe(2);
      expect(world.requests.all().filter(({ method }) => method === 'POST')).toEqual([]);

      world.requests.clear();
      await alice.press(dormant);
      const list = await alice.see(found);
      const rows = rowsOf(list).join('\n');
      expect(rows).toContain(banned);
      expect(rows).toContain(last);
      expect(world.requests.all()).toEqual([]);
      await alice.send('/tidy');
      await alice.press(`${dormant} 4`, await alice.see(/整理 · |Tidy · /u));
      await alice.see(found);
      expect(world.requests.count('web-interface/card')).toBe(0);
    },
  );

  it('looks only at whom it has not looked at for a week', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 26));
    const { world, member } = await startGuanxi({ clock });
    arrange(world);
    const alice = await member('Alice', me);
    const check = async (count: number) => {
      await alice.send('/tidy');
      const cost = await press(alice, /^很久没动静/u, await alice.see('整理 · '));
      expect(cost.text).toContain(`还有 ${count} 人要逐个查看`);
      await alice.press('开始', cost);
      await passing(clock, alice.see('已完成'));
    };
    await check(10);
    world.follow(me, world.addPerson({ name: '新友' }).mid);
    await clock.advance(16 * 60_000);
    world.requests.clear();
    await check(1);
    expect(world.requests.count('web-interface/card')).toBe(1);
    await clock.advance(7 * day * 1000 + 60_000);
    await alice.send('/tidy');
    const cost = await press(alice, /^很久没动静/u, await alice.see('整理 · '));
    expect(cost.text).toContain('已检查 0 人');
  });

  it('rests when the site shows risk control, and goes on where it was', async () => {
    const clock = createTestClock(Date.UTC(2026, 10, 26));
    const { world, member } = await startGuanxi({ clock });
    arrange(world);
    const alice = await member('Alice', me);
    await alice.send('/tidy');
    const cost = await press(alice, '很久没动静', await alice.see('整理 · '));
    world.faults.set('web-interface/card', { kind: 'code', code: -352 });
    await alice.press('开始', cost);
    await passing(
      clock,
      alice.next((message) => labels(message).flat().includes('继续')),
    );
    world.faults.clear();
    await clock.advance(40 * 60_000);
    world.requests.clear();
    await alice.press('继续');
    await passing(clock, alice.see('已完成'));
    expect(world.requests.count('web-interface/card')).toBe(10);
  });

  it('survives a restart, and is not begun twice', async () => {
    const { world, member, restart } = await startGuanxi();
    arrange(world);
    const alice = await member('Alice', me);
    await alice.send('/tidy');
    const cost = await press(alice, '很久没动静', await alice.see('整理 · '));
    world.faults.set('web-interface/card', { kind: 'hang' });
    await alice.press('开始', cost);
    await alice.see('批量检查动静 10 人');
    await alice.press('开始', cost);
    await alice.see('批量检查动静 10 人');
    await restart();
    world.faults.clear();
    await restart();
    await alice.see('已完成');
    await alice.send('/jobs');
    expect((await alice.see('批量检查动静 10 人')).text).toContain('完成 10');
  });
});

describe('on QQ', () => {
  it('what could be tidied is counted and opened by typing', async () => {
    const { world, say, see, login } = await startOnQQ(openOneBot);
    await login(100001);
    await see('👀');
    for (const mid of world.followingsOf(100001)) world.unfollow(100001, mid);
    arrange(world, 100001);
    expect(await say('整理', '未回关 7')).toMatch(/回复：.*未回关 7.*很久没动静.*刷新$/u);
    const list = await say('未回关 7', '筛选：未回关');
    expect(list).toContain('1. 友9');
    expect(list).toMatch(/ · 1–7$/u);
  });
});
