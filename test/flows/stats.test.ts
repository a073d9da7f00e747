import { describe, expect, it, onTestFinished } from 'vitest';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { createTestClock } from '../support/clock.ts';
import { type GuanxiOptions, labels, startGuanxi } from '../support/guanxi.ts';
import { passDays } from '../support/pass-days.ts';

const owner = 100001;
/** The creator centre's, of the days before. */
const curve = 'x/web/data/v2/fans/stat/graph';
const hour = 3600_000;
const day = 24 * hour;

/** Somebody who is logged in since a week, with two new fans a day (nine on one), of whom one left again. */
async function aWeekOn(options: GuanxiOptions & { languageCode?: string } = {}) {
  const clock = createTestClock();
  const guanxi = await startGuanxi({ clock, ...options });
  guanxi.world.faults.set(curve, { kind: 'code', code: -404 });
  const me = await guanxi.member('小明', owner, options.languageCode);
  await passDays(me, {
    clock,
    days: 7,
    happens(count) {
      guanxi.world.gainFans(owner, count === 3 ? 9 : 2);
      if (count === 6) guanxi.world.unfollow(guanxi.world.fansOf(owner).at(-1) ?? 0, owner);
    },
  });
  return { ...guanxi, clock, me };
}

describe.each([
  [
    'zh-hans',
    ['7 天', '30 天', '90 天', '1 年'],
    /^📊 数据 · 关系管理员\n粉丝 36（2026-01-08 \d\d:\d\d）\n今天 \+1 · 7 天 \+20 · 30 天 –\n近 30 天：新增 21 · 取关 1\n涨粉最多的一天：2026-01-05，\+9\n新粉丝里：大号 0 位 · 你回关了 0 位\n从 2026-01-01 开始记录$/u,
    '近 7 天：',
  ],
  [
    'en',
    ['7 days', '30 days', '90 days', '1 year'],
    /^📊 Stats · 关系管理员\n36 fans \(2026-01-08 \d\d:\d\d\)\ntoday \+1 · 7 days \+20 · 30 days –\nLast 30 days: 21 gained · 1 lost\nBest day: 2026-01-05, \+9\nOf the new fans: 0 big · 0 followed back\nRecorded since 2026-01-01$/u,
    'Last 7 days:',
  ],
])('/stats (%s)', (languageCode, spans, words, week) => {
  it('is a picture with the numbers under it; other spans take its place, at no request', async () => {
    const { me, world, telegram } = await aWeekOn({ languageCode });
    await me.send('/stats');
    const shown = await me.see('📊');
    world.requests.clear();
    expect(shown.caption).toMatch(words);
    expect(shown.photo?.at(-1)).toMatchObject({ width: 1200, height: 960 });
    expect(labels(shown)[0]).toEqual(spans);
    await me.press(spans[0] ?? '', shown);
    const other = await me.see(week);
    expect(other.message_id).toBe(shown.message_id);
    expect(other.photo?.at(-1)?.file_unique_id).not.toBe(shown.photo?.at(-1)?.file_unique_id);
    expect(world.requests.all()).toEqual([]);
    expect(telegram.oddities).toEqual([]);
  });

  it('is one press from home, and one back', async () => {
    const { me } = await aWeekOn({ languageCode });
    await me.send('/me');
    const home = await me.see('UID');
    await me.press(languageCode === 'en' ? 'Stats' : '数据', home);
    const shown = await me.see('📊');
    expect(shown.message_id).toBe(home.message_id);
    const back = languageCode === 'en' ? '‹ Home' : '‹ 首页';
    expect(labels(shown)).toEqual([spans, expect.any(Array), [back]]);
    await me.press(spans[3] ?? '', shown);
    expect(labels(await me.see('📊'))).toEqual([spans, expect.any(Array), [back]]);
    await me.press(back);
    expect((await me.see('UID')).message_id).toBe(home.message_id);
  });
});

it('the first day has a picture, too, and says since when', async () => {
  const { member, world } = await startGuanxi({ clock: createTestClock() });
  world.faults.set(curve, { kind: 'code', code: -404 });
  const me = await member('小明', owner);
  await me.send('/stats');
  const shown = await me.see('从 2026-01-01 开始记录');
  expect(shown.photo).toBeDefined();
  expect(shown.caption).toContain('今天 – · 7 天 – · 30 天 –');
});

it('the first time it has the 90 days before from the creator centre, which is asked once', async () => {
  const { member, world, restart } = await startGuanxi({ clock: createTestClock() });
  const me = await member('小明', owner);
  const asked = () => world.requests.all().map(({ path }) => path.split('/').at(-1));
  world.requests.clear();
  await me.send('/stats');
  const shown = await me.see('📊');
  expect(asked()).toEqual(['graph', 'graph']);
  // 90 days up to yesterday.
  expect(shown.caption).toContain('从 2025-10-03 开始记录');
  expect(shown.caption).not.toContain('–');
  await restart();
  world.requests.clear();
  await me.send('/stats');
  await me.see('从 2025-10-03 开始记录');
  expect(asked()).not.toContain('graph');
});

it('who has never been looked at is told when recording begins', async () => {
  const clock = createTestClock();
  const { person, world } = await startGuanxi({ clock });
  const me = person('小明');
  world.faults.set('x/relation/followers', { kind: 'listNull' });
  await me.send(
    `SESSDATA=${world.login(owner).cookies.SESSDATA}; bili_jct=${world.login(owner).cookies.bili_jct}`,
  );
  await me.see('✅ 已登录');
  await me.send('/stats');
  expect((await me.see('还没有数据')).photo).toBeUndefined();
});

it('with all alerts off it is said that nothing new is recorded', async () => {
  const { me } = await aWeekOn();
  await me.send('/alerts');
  for (const name of ['新粉丝提醒', '里程碑']) await me.press(`✅ ${name}`);
  await me.see('提醒全部关闭了');
  await me.send('/stats');
  await me.see('请在 /alerts 打开一种提醒');
});

it('a day is one of the timezone of the chat', async () => {
  const { me } = await aWeekOn();
  await me.send('/settings');
  await me.press('更改时区');
  await me.send('America/New_York');
  await me.see('时区：America/New_York');
  await me.send('/stats');
  // It is the evening of the seventh there.
  expect((await me.see('📊')).caption).toMatch(/粉丝 36（2026-01-07 19:\d\d）/u);
});

describe('reports', () => {
  it.each([
    [
      'zh-hans',
      ['⬜ 日报', '⬜ 周报'],
      /每天几点/u,
      '日报：每天 21:00',
      /^📊 日报 · 关系管理员\n粉丝 38\n过去 24 小时 \+3\n今天 \+3 · 7 天 \+22 · 30 天 –$/u,
    ],
    [
      'en',
      ['⬜ Daily report', '⬜ Weekly report'],
      /When should/u,
      'every day at about 21:00',
      /^📊 Daily report · 关系管理员\n38 fans\nLast 24 hours: \+3\ntoday \+3 · 7 days \+22 · 30 days –$/u,
    ],
  ])(
    'daily: asks for the hour, comes then without a sound, and is turned off by the same button (%s)',
    async (languageCode, buttons, asks, set, words) => {
      const { me, world, clock, telegram } = await aWeekOn({
        languageCode,
        env: { ALERT_INTERVAL: '3600' },
      });
      await me.send('/stats');
      const shown = await me.see('📊');
      expect(labels(shown).at(-1)).toEqual(buttons);
      await me.press(buttons[0] ?? '', shown);
      await me.see(asks);
      await me.send('晚上');
      await me.see('21:00');
      await me.send('21：00');
      await me.see(set);
      // Two hours at most until the next poll: they are told by themselves, before the report.
      await clock.advance(8 * hour);
      world.gainFans(owner, 2);
      const sent = me.see(words);
      await clock.advance(day);
      await sent;
      const report = telegram
        .calls()
        .findLast(({ method, params }) => method === 'sendMessage' && `${params.text}`.includes('📊'));
      expect(report?.params.disable_notification).toBeTruthy();
      me.skip();
      await me.send('/stats');
      const on = await me.see('21:00');
      expect(labels(on).at(-1)?.[0]).toBe(buttons[0]?.replace('⬜', '✅'));
      await me.press(labels(on).at(-1)?.[0] ?? '', on);
      expect(labels(await me.see('📊')).at(-1)).toEqual(buttons);
      await clock.advance(2 * day);
      expect(me.last().caption).toContain('📊');
    },
  );

  it('switched off in an old message about an account that is not watched, it says so and watches nothing', async () => {
    const { me, config } = await aWeekOn();
    await me.send('/stats');
    await me.press('⬜ 日报', await me.see('📊'));
    await me.see('每天几点');
    await me.send('21:00');
    await me.see('✅ 日报');
    await me.send('/stats');
    const old = await me.see('报告：每天 21:00');
    await me.send('/alerts');
    const panel = await me.see('新粉丝提醒：开');
    const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
    const store = await openStore({ url: config.storeUrl, keys });
    onTestFinished(() => store.close());
    await store.watches.remove(String(owner));
    await me.press('✅ 日报', old);
    await me.see('提醒全部关闭时不检查粉丝');
    await me.press('✅ 新粉丝提醒', panel);
    await me.see('提醒全部关闭了');
    expect(await store.watches.get(String(owner))).toBeUndefined();
  });

  it('weekly: has a weekday chosen', async () => {
    const { me, clock } = await aWeekOn({ env: { ALERT_INTERVAL: '3600' } });
    await me.send('/stats');
    await me.press('⬜ 周报', await me.see('📊'));
    const days = await me.see('每周哪天');
    expect(labels(days)).toEqual([
      ['周一', '周二', '周三', '周四'],
      ['周五', '周六', '周日'],
    ]);
    await me.press('周六', days);
    const on = await me.see('报告：周六 21:00 左右（Asia/Shanghai）');
    expect(labels(on).at(-1)).toEqual(['⬜ 日报', '✅ 周报']);
    // It is a Thursday.
    const sent = me.see('📊 周报');
    await clock.advance(3 * day);
    expect((await sent).text).toMatch(
      /^📊 周报 · 关系管理员\n粉丝 36\n近 7 天 \+\d+：新增 \d+ · 取关 1\n涨粉最多的一天：2026-01-05，\+9$/u,
    );
    await me.send('/stats');
    await me.press('✅ 周报', await me.see('📊 数据'));
    expect(labels(await me.see('📊 数据')).at(-1)).toEqual(['⬜ 日报', '⬜ 周报']);
  });
});
