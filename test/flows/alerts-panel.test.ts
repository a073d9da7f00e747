import { describe, expect, it } from 'vitest';
import { forbidden } from '../../playground/telegram/index.ts';
import { formatCount } from '../../src/bot/text/format-numbers.ts';
import { createTestClock } from '../support/clock.ts';
import { cookieLine, type GuanxiOptions, labels, startGuanxi } from '../support/guanxi.ts';

const minute = 60_000;
const hour = 60 * minute;
const owner = 100001;

/** The bot with a clock of its own, and somebody who is logged in, at eight in the morning of their timezone. */
async function watched(options: GuanxiOptions & { languageCode?: string; fansBefore?: number } = {}) {
  const clock = createTestClock();
  const guanxi = await startGuanxi({ clock, ...options });
  guanxi.world.gainFans(owner, options.fansBefore ?? 0);
  const me = await guanxi.member('小明', owner, options.languageCode);
  /** Lets time pass until the next poll is over. */
  const poll = () => clock.advance(30 * minute);
  /** What the chat is told next that holds a word, once time passes. */
  const told = async (word: string | RegExp) => {
    const message = me.see(word);
    await poll();
    return message;
  };
  const panel = async () => {
    await me.send('/alerts');
    return me.see(/^新粉丝提醒 · |^New-fan alerts · /u);
  };
  return { ...guanxi, clock, me, poll, told, panel };
}

/** What a message says, under a picture or without one. */
function wordsOf({ text, caption }: { text?: string; caption?: string }): string {
  return text ?? caption ?? '';
}

describe('the panel', () => {
  it.each([
    [
      'zh-hans',
      ['✅ 新粉丝提醒', '⬜ 掉粉提醒'],
      ['✅ 里程碑', '⬜ 再次关注也提醒'],
      ['⬜ 净掉粉', '⬜ 大号提醒'],
      ['⬜ 免打扰时也提醒大号'],
      ['免打扰', '发送到…'],
      ['立即检查'],
      /现在共 \d+ 位粉丝\n上次检查：2026-01-01 08:00\n下次检查：约 2026-01-01 08:\d\d\n发送到：这个聊天\n免打扰：未设置\n\n新粉丝提醒：开\n掉粉提醒：关\n里程碑：开\n再次关注也提醒：关/u,
    ],
    [
      'en',
      ['✅ New fans', '⬜ Lost fans'],
      ['✅ Milestones', '⬜ Refollows'],
      ['⬜ Net loss', '⬜ Big fans'],
      ['⬜ Big fans through quiet hours'],
      ['Quiet hours', 'Send to…'],
      ['Check now'],
      /\d+ fans now\nLast check: 2026-01-01 08:00\nNext check: about 2026-01-01 08:\d\d\nSent to: This chat\nQuiet hours: none\n\nNew fans: on\nLost fans: off\nMilestones: on\nRefollows: off/u,
    ],
  ])('says what is told, when it polls, and where alerts go (%s)', async (languageCode, ...rest) => {
    const text = rest.pop() as RegExp;
    const { panel, world } = await watched({ languageCode });
    const shown = await panel();
    expect(labels(shown)).toEqual(rest);
    expect(shown.text).toMatch(text);
    expect(shown.text).toContain(world.person(owner)?.name);
  });

  it('names the account, and says how to get to the others', async () => {
    const { me, world, panel } = await watched();
    await me.send(cookieLine(world.login(100002).cookies));
    await me.see('✅ 已登录');
    const shown = await panel();
    expect(shown.text).toContain(world.person(100002)?.name);
    expect(shown.text).toContain('请先在 /me 里切换');
  });

  it('needs a login', async () => {
    const { person } = await startGuanxi();
    const bob = person('Bob', 'en');
    await bob.send('/alerts');
    await bob.see('not logged in');
  });

  it('changes the account it was made for, whichever is used by then', async () => {
    const { me, world, panel } = await watched();
    const shown = await panel();
    await me.send(cookieLine(world.login(100002).cookies));
    await me.see('✅ 已登录');
    await me.press('✅ 新粉丝提醒', shown);
    const changed = await me.see('新粉丝提醒：关');
    expect(changed.text).toContain(world.person(owner)?.name);
    expect((await panel()).text).toContain('新粉丝提醒：开');
  });

  it('is reached from /me, which says whether alerts are on', async () => {
    const { me, panel } = await watched();
    await me.send('/me');
    await me.see('提醒：开');
    await me.press('提醒');
    await me.see('新粉丝提醒 · ');
    for (const name of ['新粉丝提醒', '里程碑']) await me.press(`✅ ${name}`);
    await me.see('提醒全部关闭了');
    await me.send('/me');
    await me.see('提醒：关');
    await panel();
  });
});

describe('the switches', () => {
  it('new fans: off tells of nobody, on tells of those who come afterwards', async () => {
    const { me, world, poll, told, panel } = await watched();
    await panel();
    await me.press('✅ 新粉丝提醒');
    await me.see('新粉丝提醒：关');
    world.gainFans(owner, 1);
    await poll();
    expect(me.last().text).toContain('新粉丝提醒：关');
    await me.press('⬜ 新粉丝提醒');
    await me.see('新粉丝提醒：开');
    world.gainFans(owner, 1);
    expect((await told('🔔')).caption).toContain('🔔 新粉丝');
  });

  it('lost fans: nobody is told of until it is on', { tags: 'everywhere' }, async () => {
    const { me, world, clock, panel } = await watched();
    const [first = 0, second = 0] = world.fansOf(owner);
    world.unfollow(first, owner);
    await clock.advance(2 * hour);
    await panel();
    await me.press('⬜ 掉粉提醒');
    await me.see('掉粉提醒：开');
    await clock.advance(2 * hour);
    expect(me.last().text).toContain('掉粉提醒：开');
    world.unfollow(second, owner);
    const lost = me.see('👋');
    await clock.advance(2 * hour);
    expect((await lost).text).toContain(world.person(second)?.name);
  });

  it('lost fans: the panel says how late they are told of, and when they cannot be found', {
    tags: 'everywhere',
  }, async () => {
    const { me, world, panel, told } = await watched();
    expect((await panel()).text).not.toContain('取消关注后');
    await me.press('⬜ 掉粉提醒');
    await me.see('有人取消关注后，一小时左右会告诉你。');
    world.gainFans(owner, 1000);
    await told('🔔');
    expect((await panel()).text).toContain('查不出谁取消了关注');
  });

  it('milestones: off says nothing of the hundredth fan', { tags: 'everywhere' }, async () => {
    const { me, world, told, panel } = await watched();
    await panel();
    await me.press('✅ 里程碑');
    await me.see('里程碑：关');
    world.gainFans(owner, 100);
    expect((await told('🔔')).text).not.toContain('🎉');
  });

  it('milestones: on says so', { tags: 'everywhere' }, async () => {
    const { world, told } = await watched();
    world.gainFans(owner, 100);
    expect((await told('🔔')).caption).toContain('🎉');
  });

  it('refollows: off passes over who comes back within a month, on tells of them', async () => {
    const { me, world, clock, poll, told, panel } = await watched();
    await panel();
    await me.press('⬜ 掉粉提醒');
    await me.see('掉粉提醒：开');
    await clock.advance(2 * hour);
    const [fan = 0] = world.fansOf(owner);
    const goes = async () => {
      const lost = me.see('👋');
      world.unfollow(fan, owner);
      await clock.advance(2 * hour);
      await lost;
    };
    await goes();
    world.follow(fan, owner);
    await poll();
    expect(me.last().text).toContain('👋');
    await goes();
    await panel();
    await me.press('⬜ 再次关注也提醒');
    await me.see('再次关注也提醒：开');
    world.follow(fan, owner);
    expect((await told('又关注了你')).caption).toContain(world.person(fan)?.name);
  });
});

describe('net loss', () => {
  it('says from when, and tells of a fall with both totals, also above a thousand fans, once a day', async () => {
    const { me, world, told, poll, clock, panel } = await watched({ fansBefore: 1200 });
    const before = world.fansOf(owner).length;
    await panel();
    await me.press('⬜ 净掉粉');
    await me.see(
      /净掉粉：开[\s\S]*净掉粉从 2026-01-01 08:\d\d 开始，现在以 1,2\d\d 位粉丝为基准；总数变少时告诉你，每天最多一次。/u,
    );
    world.loseFans(owner, 3);
    const fall = `粉丝变少了：${formatCount(before)} → ${formatCount(before - 3)}`;
    expect((await told('📉')).text).toContain(fall);
    world.loseFans(owner, 1);
    await poll();
    world.loseFans(owner, 1);
    await poll();
    expect(me.transcript().split('📉')).toHaveLength(2);
    const next = me.see(`粉丝变少了：${formatCount(before - 3)} → ${formatCount(before - 5)}`, {
      timeout: 60_000,
    });
    await clock.advance(24 * hour);
    await next;
  });

  it('tells in English', { tags: 'everywhere' }, async () => {
    const { me, world, told, panel } = await watched({ languageCode: 'en' });
    await panel();
    await me.press('⬜ Net loss');
    await me.see('Net loss: counted from 2026-01-01 08:');
    world.loseFans(owner, 1);
    await told(/📉 Fewer fans: \d+ → \d+/u);
  });
});

describe('big fans', () => {
  const bigFan = (world: Awaited<ReturnType<typeof watched>>['world'], fans: number) => {
    const { mid } = world.addPerson({ name: `有 ${fans} 位粉丝的人` });
    world.gainFans(mid, fans);
    return mid;
  };

  it('stand first with a star, and every row says how many fans', { tags: 'everywhere' }, async () => {
    const { me, world, told, panel } = await watched();
    await panel();
    await me.press('⬜ 大号提醒');
    await me.press('大号：10,000 粉丝起', await me.see('大号提醒：开'));
    await me.see('现在是 10,000');
    await me.send('2点');
    await me.see('没看懂');
    await me.send('0.002万');
    await me.see('大号提醒已打开：20 粉丝起');
    const [big, small] = [bigFan(world, 20), bigFan(world, 3)];
    world.follow(big, owner);
    world.follow(small, owner);
    const { text = '' } = await told('🔔 新增 2 位粉丝');
    expect(text).toMatch(/1\. 🌟 有 20 位粉丝的人 · 20 粉丝 · .*\n2\. 有 3 位粉丝的人 · 3 粉丝 · /u);
  });

  it('come through quiet hours when wanted, alone, and the others when the hours end', async () => {
    const { me, world, clock, panel, poll } = await watched();
    await panel();
    await me.press('⬜ 大号提醒');
    await me.press('大号：10,000 粉丝起', await me.see('大号提醒：开'));
    await me.send('20');
    await me.see('大号提醒已打开');
    await panel();
    await me.press('⬜ 免打扰时也提醒大号');
    await me.press('免打扰', await me.see('免打扰时也提醒大号：开'));
    await me.send('08:00-12:30');
    await me.see('每天 08:00–12:30');
    world.follow(bigFan(world, 3), owner);
    await poll();
    expect(me.transcript()).not.toContain('🔔');
    world.follow(bigFan(world, 25), owner);
    const alert = me.see('🔔');
    await poll();
    const told = wordsOf(await alert);
    expect(told).toContain('🌟 有 25 位粉丝的人');
    expect(told).toContain('25 粉丝');
    expect(told).not.toContain('有 3 位粉丝的人');
    const rest = me.see('有 3 位粉丝的人');
    await clock.advance(5 * hour);
    await rest;
    expect(me.transcript().split('有 25 位粉丝的人')).toHaveLength(2);
  });

  it('alone, where new fans are off', async () => {
    const { me, world, told, panel } = await watched({ languageCode: 'en' });
    await panel();
    await me.press('✅ New fans');
    await me.see('New fans: off');
    await me.press('⬜ Big fans');
    await me.press('Big: from 10,000 fans', await me.see('Big fans: on'));
    await me.send('20');
    await me.see('from 20 fans');
    world.follow(bigFan(world, 3), owner);
    world.follow(bigFan(world, 30), owner);
    const { caption = '' } = await told('🔔 New fan');
    expect(caption).toContain('30 fans');
    expect(me.transcript()).not.toContain('有 3 位粉丝的人');
  });
});

describe('check now', () => {
  it('says that nothing is new, and then how long to wait', async () => {
    const { me, clock, panel } = await watched();
    await panel();
    const answer = await me.press('立即检查');
    expect(answer.text).toContain('正在检查');
    await me.see('没有新粉丝');
    await clock.advance(10_000);
    await me.press('立即检查');
    await me.see('请过 20 秒再试');
    await clock.advance(20_000);
    await me.press('立即检查');
    await me.see('没有新粉丝');
  });

  it('says how many are new, and tells of them in a message of their own', {
    tags: 'everywhere',
  }, async () => {
    const { me, world, clock, panel } = await watched();
    world.gainFans(owner, 3);
    await panel();
    await me.press('立即检查');
    const both = Promise.all([me.see('有 3 位新粉丝，会另发消息'), me.see('🔔 新增 3 位粉丝')]);
    await clock.advance(minute);
    await both;
  });

  it('says that there is no message of them while the alert is off', { tags: 'everywhere' }, async () => {
    const { me, world, panel } = await watched({ languageCode: 'en' });
    world.gainFans(owner, 3);
    await panel();
    await me.press('✅ New fans');
    await me.see('New fans: off');
    await me.press('Check now');
    await me.see('3 new fans. New-fan alerts are off');
  });

  it('with a dead login says so, and offers to log in again', async () => {
    const { me, world, panel } = await watched();
    world.expire(owner);
    await panel();
    await me.press('立即检查');
    const failed = await me.see('没能检查：B 站说登录已失效');
    expect(failed.text).toContain('⚠️ 登录已失效（自 2026-01-01 08:00）');
    await me.press('重新登录', failed);
    await me.see('选择登录 B 站的方式');
  });

  it('when the site answers nonsense says that it is tried again', { tags: 'everywhere' }, async () => {
    const { me, world, panel } = await watched();
    world.faults.set('x/relation/followers', { kind: 'listNull' });
    await panel();
    await me.press('立即检查');
    await me.see('这不等于没有新粉丝');
  });

  it('after a risk answer says until when it rests', { tags: 'everywhere' }, async () => {
    const { me, world, panel } = await watched();
    world.faults.set('x/relation/followers', { kind: 'code', code: -352 });
    await panel();
    await me.press('立即检查');
    await me.see(/没能检查：.*休息到 08:\d\d/u);
  });

  it('with all alerts off says which button helps', { tags: 'everywhere' }, async () => {
    const { me, panel } = await watched({ languageCode: 'en' });
    await panel();
    await me.press('✅ New fans');
    await me.see('New fans: off');
    await me.press('✅ Milestones');
    await me.see('All alerts are off');
    await me.press('Check now');
    await me.see('Not checked: all alerts are off. Turn one on first.');
  });
});

describe('quiet hours', () => {
  it('hold alerts back, and bring them in one message when they end', async () => {
    const { me, world, clock, panel } = await watched();
    await panel();
    await me.press('免打扰');
    await me.see('免打扰：未设置');
    await me.send('8：00～12：30');
    await me.see('每天 08:00–12:30（Asia/Shanghai）');
    world.gainFans(owner, 1);
    await clock.advance(hour);
    world.gainFans(owner, 2);
    await clock.advance(2 * hour);
    expect((await panel()).text).toContain('还有 3 位新粉丝的提醒等待发出');
    expect(me.transcript()).not.toContain('🔔');
    const alert = me.see('🔔');
    await clock.advance(2 * hour);
    expect((await alert).text).toContain('新增 3 位粉丝');
  });

  it('that are cleared let go at once', async () => {
    const { me, world, clock, poll } = await watched();
    await me.send('/settings');
    await me.see('免打扰：未设置');
    await me.press('免打扰');
    await me.see('23:00-08:00');
    await me.send('7-23');
    await me.see('07:00–23:00');
    world.gainFans(owner, 1);
    await poll();
    expect(me.transcript()).not.toContain('🔔');
    await me.send('/settings');
    await me.press('免打扰');
    await me.see('免打扰：每天 07:00–23:00（Asia/Shanghai）\n');
    await me.send('关');
    await me.see('已取消免打扰');
    const alert = me.see('🔔 新粉丝');
    await clock.advance(1000);
    await alert;
  });

  it('are those of the timezone, which a change of it moves', async () => {
    const { me, world, clock, poll } = await watched();
    await me.send('/settings');
    await me.press('免打扰');
    await me.send('08:00-09:00');
    await me.see('08:00–09:00（Asia/Shanghai）');
    world.gainFans(owner, 1);
    await poll();
    expect(me.transcript()).not.toContain('🔔');
    await me.send('/settings');
    await me.press('更改时区');
    await me.see('时区的名字');
    await me.send('Europe/London');
    await me.see('时区：Europe/London');
    const alert = me.see('🔔 新粉丝');
    await clock.advance(1000);
    await alert;
  });

  it('are asked for again when they make no sense', { tags: 'everywhere' }, async () => {
    const { me, panel } = await watched({ languageCode: 'en' });
    await panel();
    await me.press('Quiet hours');
    await me.see('Send the hours');
    await me.send('at night');
    await me.see('I did not understand');
    await me.send('８-８');
    await me.see('always or never');
    await me.send('23:00-08:00');
    await me.see('23:00–08:00 every day');
    await me.send('/alerts');
    await me.see('Quiet hours: 23:00–08:00 every day');
  });

  it('are known after a restart', { tags: 'everywhere' }, async () => {
    const { me, panel, restart } = await watched();
    await panel();
    await me.press('免打扰');
    await me.send('23-8');
    await me.see('23:00–08:00');
    await restart();
    expect((await panel()).text).toContain('免打扰：每天 23:00–08:00');
  });
});

describe('who blocks the bot', () => {
  it('is told again, of all that came meanwhile, once the block is taken back', async () => {
    const { me, world, clock, poll, telegram } = await watched();
    telegram.block(me.user);
    world.gainFans(owner, 2);
    await poll();
    telegram.unblock(me.user);
    await telegram.drained();
    const alert = me.see('新增 2 位粉丝');
    await clock.advance(minute);
    await alert;
  });

  it('is told as well when that was taken back while the bot was away', async () => {
    const { me, world, clock, poll, telegram, stop, restart } = await watched();
    telegram.block(me.user);
    world.gainFans(owner, 2);
    await poll();
    await stop();
    telegram.unblock(me.user);
    await restart();
    const alert = me.see('新增 2 位粉丝');
    await clock.advance(minute);
    await alert;
  });

  it('is told as well once they write, though Telegram did not say that they are back', async () => {
    const { me, world, clock, poll, panel, telegram } = await watched();
    telegram.faults.failNext('sendPhoto', forbidden('bot was blocked by the user'));
    world.gainFans(owner, 1);
    await poll();
    const alert = me.see('🔔 新粉丝');
    expect((await panel()).text).not.toContain('⏸');
    await clock.advance(minute);
    await alert;
  });
});
