import { describe, expect, it } from 'vitest';
import { type Actor, cookieLine, labels, startGuanxi } from '../support/guanxi.ts';
import { startProgram } from '../support/program.ts';

const me = 100001;

type Guanxi = Awaited<ReturnType<typeof startGuanxi>>;
type World = Guanxi['world'];

/** So many people who are nothing to the account yet. */
function strangers(world: World, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => world.addPerson({ mid: 50_000 + index, name: `路人${index}` }).mid,
  );
}

/** So many people whom the account follows. */
function followed(world: World, count: number): number[] {
  const mids = strangers(world, count);
  for (const mid of mids) world.follow(me, mid);
  return mids;
}

function attributes(world: World, mids: readonly number[]): number[] {
  return [...new Set(mids.map((mid) => world.relationOf(me, mid).attribute))];
}

/** How often a change was asked of the site for each person, batches and single ones together. */
function writes(world: World, act: number): Map<string, number> {
  const asked = world.requests
    .all()
    .filter(({ path, form }) => path.endsWith('/modify') && form.act === String(act))
    .flatMap(({ form }) => (form.fids ?? form.fid ?? '').split(','));
  return new Map([...Map.groupBy(asked, (mid) => mid)].map(([mid, times]) => [mid, times.length]));
}

describe('several people', () => {
  it.each([
    ['zh-hans', '将关注 3 人：路人0、路人1、路人2', '开始', '已完成', '完成 3 · 失败 0'],
    ['en', '3 people to follow: 路人0, 路人1, 路人2', 'Start', 'Done.', 'Done 3 · Failed 0'],
  ])(
    'are shown first, then done as one job (%s)',
    { tags: 'everywhere' },
    async (language, preview, start, done, counts) => {
      const { world, member } = await startGuanxi();
      const mids = strangers(world, 3);
      const alice = await member('Alice', me, language);
      await alice.send(`/follow ${mids.join(' ')}`);
      await alice.see(preview);
      expect(attributes(world, mids)).toEqual([0]);
      await alice.press(start);
      const message = await alice.see(done);
      expect(message.text).toContain(counts);
      expect(attributes(world, mids)).toEqual([2]);
      expect(world.requests.count('batch/modify')).toBe(1);
    },
  );

  it('can be left before anything is done', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const mids = strangers(world, 3);
    const alice = await member('Alice', me);
    await alice.send(`/follow ${mids.join(',')}`);
    await alice.see('将关注 3 人');
    await alice.press('取消');
    await alice.see('已取消');
    expect(attributes(world, mids)).toEqual([0]);
  });

  it('go on without what could not be read, after a yes', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const [mid] = strangers(world, 1);
    const alice = await member('Alice', me);
    await alice.send(`/follow garbage ${mid} ${mid} UID:${mid} 99999999999999999999 ${me}`);
    const preview = await alice.see('将关注 1 人');
    expect(preview.text).toContain('不会处理：garbage 99999999999999999999');
    expect(preview.text).toContain('自己 1');
    await alice.press('开始');
    await alice.see('已完成');
    expect(writes(world, 1)).toEqual(new Map([[String(mid), 1]]));
  });

  it('in names and videos are found one by one, and who cannot be told is left alone', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const mids = strangers(world, 2);
    const { bvid } = world.addVideo({ owner: 50_000 });
    const alice = await member('Alice', me);
    await alice.send(`/follow ${bvid} @路人1 @路人`);
    const preview = await alice.see('将关注 2 人');
    expect(preview.text).toContain('不会处理：@路人');
    await alice.press('开始');
    await alice.see('已完成');
    expect(attributes(world, mids)).toEqual([2]);
  });

  it('start one job when the button is pressed twice', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const mids = strangers(world, 3);
    const alice = await member('Alice', me);
    await alice.send(`/follow ${mids.join(' ')}`);
    const preview = await alice.see('将关注 3 人');
    await Promise.all([alice.press('开始', preview), alice.press('开始', preview)]);
    await alice.see('已完成');
    expect(world.requests.count('batch/modify')).toBe(1);
  });
});

it('a follow of 120 names the three it failed for, by reason, and tries them again when asked', {
  tags: 'everywhere',
}, async () => {
  const { world, member } = await startGuanxi();
  const mids = strangers(world, 120);
  world.closeAccount(50_007);
  world.change(50_060, { refusesFollows: true });
  world.block(me, 50_119);
  const alice = await member('Alice', me);
  await alice.send(`/follow ${mids.join('\n')}`);
  const preview = await alice.see('将关注 119 人');
  expect(preview.text).toContain('在黑名单里 1');
  await alice.press('开始');
  const message = await alice.see('已完成');
  expect(message.text).toContain('完成 117 · 失败 2');
  expect(message.text).toMatch(/已注销.*\n　50007/u);
  expect(message.text).toMatch(/隐私设置或黑名单.*\n　50060/u);
  world.change(50_060, { refusesFollows: false });
  await alice.press('重试失败项');
  const retry = await alice.see(/^批量关注 2 人[\s\S]*已完成/u);
  expect(retry.text).toContain('完成 1 · 失败 1');
  expect(world.relationOf(me, 50_060).attribute).toBe(2);
});

describe('taking many away', () => {
  it('asks for the number to be typed, and undoing it is a job that gives the groups back', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const mids = followed(world, 60);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, mids.slice(0, 5), [group]);
    const alice = await member('Alice', me);
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.see('将取消关注 60 人');
    await alice.press('开始');
    await alice.see('请发送数字 60');
    await alice.send('59');
    await alice.see('数字不对');
    expect(attributes(world, mids)).toEqual([2]);
    await alice.send('60');
    await alice.see('已完成');
    expect(attributes(world, mids)).toEqual([0]);
    expect(new Set(writes(world, 2).values())).toEqual(new Set([1]));
    await alice.press('撤销');
    await alice.see(/^批量关注 60 人[\s\S]*已完成/u);
    expect(attributes(world, mids)).toEqual([2]);
    expect(world.relationOf(me, 50_004).tag).toEqual([group]);
  });

  it('leaves special follows out unless asked', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const mids = followed(world, 3);
    world.setGroups(me, 50_001, [-10]);
    const alice = await member('Alice', me);
    await alice.send(`/unfollow ${mids.join(' ')}`);
    const preview = await alice.see('将取消关注 2 人');
    expect(preview.text).toContain('特别关注 1');
    await alice.press('连同特别关注');
    await alice.see('将取消关注 3 人');
    await alice.press('开始');
    await alice.see('已完成');
    expect(attributes(world, mids)).toEqual([0]);
  });

  it('does not begin when the special follows cannot be read', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const mids = followed(world, 3);
    const alice = await member('Alice', me);
    world.faults.set('tag/special', { kind: 'cut' });
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.see('看不懂 B 站返回的内容');
    expect(attributes(world, mids)).toEqual([2]);
  });
});

describe('a job that is stopped', () => {
  it('goes on from where it was, and the site is asked for nobody twice', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi();
    const mids = followed(world, 20);
    const alice = await member('Alice', me);
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.press('开始');
    await alice.press('停止');
    await alice.see('已停止');
    expect(attributes(world, mids)).toContain(2);
    await alice.press('继续');
    await alice.see('已完成');
    expect(attributes(world, mids)).toEqual([0]);
    expect(new Set(writes(world, 2).values())).toEqual(new Set([1]));
  });

  it('by kill -9 goes on by itself after the restart, and the site is asked for nobody twice', async () => {
    const { env, world, telegram, person, restart } = await startGuanxi({ withoutBot: true });
    const mids = followed(world, 40);
    const alice = person('Alice');
    const first = startProgram({ ...env, WRITE_SPACING: '20' });
    await telegram.polled();
    await alice.send(cookieLine(world.login(me).cookies));
    await alice.see('✅');
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.press('开始');
    await written(world, 10);
    await first.kill('SIGKILL');
    await restart();
    await alice.see('已完成');
    expect(attributes(world, mids)).toEqual([0]);
    expect(new Set(writes(world, 2).values())).toEqual(new Set([1]));
  });

  it('may be killed while it stands, resumed, retried and undone: the site is asked for nobody more than that', async () => {
    const { env, world, telegram, person, restart } = await startGuanxi({ withoutBot: true });
    const mids = followed(world, 60);
    const alice = person('Alice');
    const first = startProgram({ ...env, WRITE_SPACING: '15' });
    await telegram.polled();
    await alice.send(cookieLine(world.login(me).cookies));
    await alice.see('✅');
    world.faults.set('relation/modify', { kind: 'code', code: 29999 }, { skip: 4, times: 1 });
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.press('开始');
    await alice.see('请发送数字 60');
    const begun = written(world, 10);
    await alice.send('60');
    await begun;
    await alice.press('停止');
    await alice.see('已停止');
    await first.kill('SIGKILL');

    await restart();
    await alice.press('继续');
    const message = await told(alice, '已完成');
    expect(message.text).toContain('完成 59 · 失败 1');
    await alice.press('重试失败项');
    await alice.see(/^批量取消关注 1 人[\s\S]*已完成/u);
    expect(attributes(world, mids)).toEqual([0]);
    const unfollows = [...writes(world, 2).values()].sort();
    expect(unfollows).toEqual([...Array(59).fill(1), 2]);

    await alice.press('撤销', message);
    await alice.see(/^批量关注 59 人[\s\S]*已完成/u);
    expect(mids.filter((mid) => world.relationOf(me, mid).attribute === 2)).toHaveLength(59);
    expect(new Set(writes(world, 1).values())).toEqual(new Set([1]));
  });

  it('by risk control says so, is found in /jobs, and can go on', async () => {
    const { world, member } = await startGuanxi();
    const mids = followed(world, 5);
    const alice = await member('Alice', me, 'en');
    world.faults.set('relation/modify', { kind: 'code', code: 22015 }, { skip: 2, times: 1 });
    await alice.send(`/unfollow ${mids.join(' ')}`);
    await alice.press('Start');
    await told(alice, 'Bilibili’s risk control stopped the requests');
    await alice.send('/jobs');
    const message = await alice.see(/^Job: 5 people to unfollow[\s\S]*Done 2[\s\S]*risk control/u);
    expect(labels(message).flat()).toEqual(['Resume', 'Undo']);
  });
});

describe('the list of jobs', () => {
  it.each([
    ['zh-hans', '开始', ['2. 批量关注 2 人', '已完成'], ['1. 批量取消关注 1 人', '已完成']],
    ['en', 'Start', ['2. Job: 2 people to follow', 'Done.'], ['1. Job: 1 person to unfollow', 'Done.']],
  ])('of several names each by what it does, and opens it (%s)', async (language, start, older, newer) => {
    const { world, member } = await startGuanxi();
    const mids = strangers(world, 2);
    const alice = await member('Alice', me, language);
    const done = language === 'en' ? 'Done.' : '已完成';
    await alice.send(`/follow ${mids.join(' ')}`);
    await alice.press(start);
    await told(alice, done);
    await alice.send(`/unfollow garbage ${mids[0]}`);
    await alice.press(start);
    await told(alice, done);
    await alice.send('/jobs');
    const [first = '', second = ''] = [newer[0], older[0]];
    const list = await alice.see(/批量任务|Bulk jobs/u);
    expect(labels(list)).toEqual([[first], [second]]);
    await alice.press(second, list);
    const opened = await alice.see(second.slice(3));
    expect(opened.text).toContain(done);
    expect(opened.message_id).toBeGreaterThan(list.message_id);
  });
});

describe('the daily number of changes', () => {
  it('counts single presses and jobs together, and says when there is a new one', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi({ env: { DAILY_WRITES: '3' } });
    const mids = strangers(world, 5);
    const alice = await member('Alice', me);
    await alice.send('/follow 100002');
    await alice.see('✅ 已关注');
    await alice.send(`/follow ${mids.join(' ')}`);
    const preview = await alice.see('今天还能操作 2 人');
    expect(preview.text).toContain('明天会自动继续');
    await alice.press('开始');
    const message = await alice.see('会自动继续。');
    expect(message.text).toContain('完成 2');
    await alice.send('/unfollow 100002');
    await alice.see('今天的额度已经用完');
    expect(world.relationOf(me, 100002).attribute).toBe(2);
  });
});

describe('a change that did not happen', () => {
  it('costs nothing of the day: refused, so already, found not done, taken back twice', {
    tags: 'everywhere',
  }, async () => {
    const { world, member } = await startGuanxi({ env: { DAILY_WRITES: '2' } });
    const alice = await member('Alice', me);
    world.change(100004, { refusesFollows: true });
    world.follow(me, 100005);
    for (const [command, answer] of [
      ['/follow 100004', '隐私设置或黑名单'],
      ['/follow 100005', '你已经关注了'],
      ['/unfollow 100006', '你本来就没有关注'],
    ] as const) {
      await alice.send(command);
      await alice.see(answer);
    }
    world.faults.set('relation/modify', { kind: 'cut' }, { times: 1 });
    await alice.send('/follow 100002');
    await alice.see('看不懂');
    await alice.send('/follow 100002');
    await alice.see('✅ 已关注');
    world.unfollow(me, 100002);
    await alice.press('撤销');
    await alice.see('已撤销');
    await alice.send('/follow 100003');
    await alice.see('✅ 已关注');
    await alice.send('/unfollow 100003');
    await alice.see('今天的额度已经用完');
  });
});

describe('the other actions', () => {
  it.each([
    ['zh-hans', '要拉黑', '确认', '✅ 已拉黑', '✅ 已取消拉黑', '要移除粉丝', '✅ 已移除粉丝'],
    [
      'en',
      'Block ',
      'Confirm',
      '✅ Blocked',
      '✅ Unblocked',
      'from your fans?',
      'was removed from your fans',
    ],
  ])(
    'block and kick ask first, unblock is done at once (%s)',
    { tags: 'everywhere' },
    async (language, block, yes, blocked, unblocked, kick, kicked) => {
      const { world, member } = await startGuanxi();
      world.follow(100002, me);
      const alice = await member('Alice', me, language);
      await alice.send('/kick 100002');
      await alice.see(kick);
      await alice.press(yes);
      await alice.see(kicked);
      expect(world.relationOf(100002, me).attribute).toBe(0);
      await alice.send('/block 100002');
      await alice.see(block);
      await alice.press(yes);
      await alice.see(blocked);
      expect(world.relationOf(me, 100002).attribute).toBe(128);
      await alice.send('/unblock 100002');
      await alice.see(unblocked);
      expect(world.relationOf(me, 100002).attribute).toBe(0);
    },
  );

  it.each([
    ['zh-hans', '已经下线了悄悄关注', '关注', '✅ 已关注'],
    ['en', 'has retired quiet follow', 'Follow', '✅ You now follow'],
  ])(
    'quiet follow is told as retired, and a plain one is offered (%s)',
    { tags: 'everywhere' },
    async (language, retired, button, done) => {
      const { world, member } = await startGuanxi();
      const alice = await member('Alice', me, language);
      await alice.send('/whisper 100002');
      await alice.see(retired);
      await alice.press(button);
      await alice.see(done);
      expect(world.relationOf(me, 100002).attribute).toBe(2);
    },
  );

  it('an old quiet follow can be ended', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    world.whisper(me, 100002);
    const alice = await member('Alice', me);
    await alice.send('/unwhisper 100002');
    await alice.see('✅ 已取消悄悄关注');
    expect(world.relationOf(me, 100002).attribute).toBe(0);
  });
});

/** The new message that tells what became of a job: it has buttons, and there is nothing to stop any more. */
function told(alice: Actor, words: string): ReturnType<Actor['next']> {
  return alice.next((message) => {
    const [first] = labels(message).flat();
    return message.text?.includes(words) === true && first !== undefined && !/停止|Stop/u.test(first);
  });
}

/** Resolves when so many changes were asked of the site. */
function written(world: World, count: number): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    const off = world.on('answer', ({ path }) => {
      if (!path.endsWith('relation/modify')) return;
      left -= 1;
      if (left > 0) return;
      off();
      resolve();
    });
  });
}
