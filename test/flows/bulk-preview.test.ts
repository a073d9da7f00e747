import { describe, expect, it } from 'vitest';
import { encodeCallback } from '../../src/bot/callback-data.ts';
import { labels, startGuanxi } from '../support/guanxi.ts';
import { openOneBot, startOnQQ } from '../support/qq-guanxi.ts';

const me = 100001;
const cards = 'user/cards';

type World = Awaited<ReturnType<typeof startGuanxi>>['world'];

/** So many people who are nothing to the account yet. */
function strangers(world: World, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => world.addPerson({ mid: 5000 + index, name: `路人${index}` }).mid,
  );
}

describe('the people of a preview', () => {
  it.each([
    ['zh-hans', '将关注 45 人：路人0、', '名单', '21. 路人20（5020）', '‹ 返回', '开始', '已完成'],
    ['en', '45 people to follow: 路人0, ', 'People', '21. 路人20 (5020)', '‹ Back', 'Start', 'Done.'],
  ])(
    'are named, and can be turned through to the last before anything is done (%s)',
    async (language, first, people, row, back, start, done) => {
      const { world, member } = await startGuanxi();
      const mids = strangers(world, 45);
      const alice = await member('Alice', me, language);
      await alice.send(`/follow ${mids.join(' ')}`);
      await alice.see(first);
      expect(world.requests.count(cards)).toBe(1);
      await alice.press(people);
      const page = await alice.see('20. ');
      expect(labels(page)).toEqual([['‹', '1/3', '›'], [back]]);
      expect(world.requests.count(cards)).toBe(1);
      await alice.press('›');
      await alice.see(row);
      await alice.press('›');
      const last = await alice.see('45. 路人44');
      expect(labels(last)[0]).toEqual(['‹', '3/3', '›']);
      expect(world.requests.to(cards).map(({ query }) => query.uids?.split(',').length)).toEqual([20, 20, 5]);
      await alice.press('‹');
      await alice.see(row);
      expect(world.requests.count(cards)).toBe(3);
      expect(world.requests.count('batch/modify')).toBe(0);
      await alice.press(back);
      await alice.see(first);
      await alice.press(start);
      await alice.see(done);
    },
  );

  it.each([{ kind: 'code', code: -400 }, { kind: 'cut' }, { kind: 'dataNull' }] as const)(
    'stand by their UIDs when their names cannot be read: %j',
    { tags: 'everywhere' },
    async (fault) => {
      const { world, member } = await startGuanxi();
      const mids = strangers(world, 3);
      const alice = await member('Alice', me);
      world.faults.set(cards, fault);
      await alice.send(`/follow ${mids.join(' ')}`);
      await alice.see('将关注 3 人：5000、5001、5002');
      world.faults.clear();
      await alice.press('名单');
      await alice.see('1. 路人0（5000）');
      await alice.press('‹ 返回');
      await alice.see('将关注 3 人：路人0、路人1、路人2');
    },
  );

  it('who were chosen in a list, or told of, are named without asking', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    for (const mid of strangers(world, 3)) world.follow(me, mid);
    const alice = await member('Alice', me);
    await alice.send('/following');
    await alice.see('我的关注');
    await alice.press('多选');
    await alice.see('已选 0');
    await alice.press('全选本页');
    await alice.see(/已选 [1-9]/u);
    await alice.press('取消关注');
    await alice.see(/将取消关注 \d+ 人：路人2、路人1、路人0/u);
    expect(world.requests.count(cards)).toBe(0);
  });

  it('names of strangers do no harm, however they are written', { tags: 'everywhere' }, async () => {
    const { world, member } = await startGuanxi();
    const hostile = `‮${'\u0301'.repeat(500)}${'👨‍👩‍👧‍👦'.repeat(60)}`;
    for (const mid of [5000, 5001]) world.addPerson({ mid, name: `${hostile}${mid}` });
    const alice = await member('Alice', me);
    await alice.send('/follow 5000 5001');
    await alice.see('将关注 2 人');
    await alice.press('名单');
    const page = await alice.see('（5001）');
    expect(page.text?.length).toBeLessThan(4096);
    expect(page.text).not.toContain('\u202e');
  });

  it('come back from the list as they were, and a preview that was begun is forgotten', async () => {
    const { world, member } = await startGuanxi();
    const alice = await member('Alice', me);
    await alice.send(`/follow ${strangers(world, 2).join(' ')}`);
    const preview = await alice.see('将关注 2 人');
    await alice.press('名单');
    await alice.see('2. 路人1');
    await alice.press('‹ 返回');
    await alice.see('将关注 2 人');
    await alice.press('开始', preview);
    await alice.see('已完成');
    await alice.press(
      { data: encodeCallback({ kind: 'proposalPeople', user: alice.user.id, page: 1 }) },
      preview,
      {
        forge: true,
      },
    );
    await alice.see('这份预览已经过期');
  });
});

describe('how long it takes', () => {
  it.each([
    ['zh-hans', /预计用时：4 天，\d+ 月 \d+ 日左右完成/u],
    ['en', /Time needed: 4 days, done around [A-Z][a-z]+ \d+/u],
  ])(
    'is said in days when it waits for the next day’s changes (%s)',
    { tags: 'everywhere' },
    async (language, words) => {
      const { world, member } = await startGuanxi({ env: { DAILY_WRITES: '2' } });
      const mids = strangers(world, 7);
      const alice = await member('Alice', me, language);
      await alice.send(`/follow ${mids.join(' ')}`);
      await alice.see(words);
    },
  );
});

/** A file of so many people, as /export writes them. */
function listOf(mids: readonly number[]): string {
  return ['uid,name', ...mids.map((mid) => `${mid},路人${mid - 5000}`)].join('\n');
}

describe('from the order of a job to its end', () => {
  it('there are at most five messages on QQ, where each edit is a message, besides progress that stands still', async () => {
    const { world, qq, login, say, see, clock } = await startOnQQ(openOneBot, { DAILY_WRITES: '30' });
    await login(me);
    await see('👀');
    const mids = strangers(world, 70);
    for (const mid of mids) world.follow(me, mid);
    const before = qq.said().length;
    await say(`/unfollow ${mids.join(' ')}`, '将取消关注 70 人');
    await say('开始', '请发送数字 70');
    qq.say('70');
    for (const changed of [30, 60]) {
      await see(new RegExp(`完成 ${changed}[\\s\\S]*会自动继续`, 'u'));
      await clock.advance(24 * 3600_000);
    }
    await see(/完成 70 · 失败 0 · 剩余 0\n已完成/u);
    const messages = qq
      .said()
      .slice(before)
      .filter((text) => !text.includes('进行中'));
    expect(messages.length, messages.join('\n---\n')).toBeLessThanOrEqual(5);
  });
});

describe('more than a thousand people', () => {
  it.each([
    ['zh-hans', '分 2 批依次进行', '开始', '批量关注 1,300 人', '已完成'],
    ['en', 'it runs in 2 parts', 'Start', 'Job: 1,300 people to follow', 'Done.'],
  ])(
    'of a file are one preview and one job, done part by part (%s)',
    async (language, parts, start, title, done) => {
      const { world, member, telegram } = await startGuanxi({ env: { DAILY_WRITES: '5000' } });
      const mids = strangers(world, 1300);
      const alice = await member('Alice', me, language);
      await alice.send('/import');
      await alice.send('', { document: { name: 'list.csv', content: listOf(mids) } });
      const preview = await alice.see(parts);
      // What a file calls people may be untrue: the names are those of the site, for the few that are shown.
      expect(world.requests.count(cards)).toBe(1);
      const sent = telegram.calls('sendMessage').length;
      await alice.press(start);
      const message = await alice.next(
        ({ text = '', message_id }) => text.includes(done) && message_id !== preview.message_id,
        { timeout: 20_000 },
      );
      expect(message.text).toContain(title);
      expect(new Set(mids.map((mid) => world.relationOf(me, mid).attribute))).toEqual(new Set([2]));
      expect(telegram.calls('sendMessage')).toHaveLength(sent + 1);
    },
  );

  it('typed in a message are refused', { tags: 'everywhere' }, async () => {
    const { member } = await startGuanxi();
    const alice = await member('Alice', me);
    const mids = Array.from({ length: 1001 }, (_, index) => (index + 1).toString(10));
    await alice.send('/import');
    await alice.send(mids.join(' '));
    await alice.see('一次最多 1000 人，你写了 1,001 个');
  });
});
