import { describe, expect, it } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { cookieLine, type GuanxiOptions, labels, startGuanxi } from '../support/guanxi.ts';
import { passDays } from '../support/pass-days.ts';

const owner = 100001;
const hour = 3600_000;

/** Somebody who is logged in, at eight in the morning of their timezone. */
async function atHome(options: GuanxiOptions & { languageCode?: string } = {}) {
  const clock = createTestClock();
  const guanxi = await startGuanxi({ clock, ...options });
  const me = await guanxi.member('小明', owner, options.languageCode);
  const home = async () => {
    await me.send('/me');
    return me.see(`UID ${owner}`);
  };
  return { ...guanxi, clock, me, home };
}

const eight = {
  'zh-hans': [
    ['粉丝', '关注'],
    ['分组', '提醒'],
    ['数据', '整理'],
    ['任务', '设置'],
  ],
  en: [
    ['Fans', 'Following'],
    ['Groups', 'Alerts'],
    ['Stats', 'Tidy'],
    ['Jobs', 'Settings'],
  ],
};

describe.each(['zh-hans', 'en'] as const)('home (%s)', (languageCode) => {
  const zh = languageCode === 'zh-hans';

  it('is what a login shows, and /me, and /start: picture, name, numbers, and the way to everything', async () => {
    const { world, person, telegram } = await startGuanxi({ clock: createTestClock() });
    const me = person('小明', languageCode);
    await me.send(cookieLine(world.login(owner).cookies));
    const welcome = await me.see(zh ? '✅ 已登录' : '✅ Logged in');
    await me.send('/me');
    const byMe = await me.see(/^(?!✅)[\s\S]*UID 100001/u);
    await me.send('/start');
    const byStart = await me.see(`UID ${owner}`);
    expect(byStart.caption).toBe(byMe.caption);
    expect(welcome.caption).toContain(byMe.caption);
    const fans = world.fansOf(owner).length;
    const blacks = world.blacksOf(owner).length;
    expect(byMe.caption).toBe(
      [
        world.person(owner)?.name,
        'UID 100001',
        zh ? `粉丝 ${fans}` : `${fans} fans`,
        zh ? '今天 – · 7 天 – · 30 天 –' : 'today – · 7 days – · 30 days –',
        zh
          ? `关注 ${world.followingsOf(owner).length} · 黑名单 ${blacks}`
          : `Following ${world.followingsOf(owner).length} · Blacklist ${blacks}`,
        zh ? '登录于 2026-01-01 08:00' : 'Logged in 2026-01-01 08:00',
        zh ? '提醒：开' : 'Alerts: on',
      ].join('\n'),
    );
    for (const shown of [welcome, byMe, byStart]) {
      expect(shown.photo).toBeDefined();
      expect(labels(shown)).toEqual(eight[languageCode]);
    }
    expect(telegram.oddities).toEqual([]);
  });

  it('opens each panel in its place by one press, and another leads back', async () => {
    const { me, home, telegram } = await atHome({ languageCode });
    const back = zh ? '‹ 首页' : '‹ Home';
    const first = await home();
    const panels = zh
      ? {
          粉丝: '粉丝',
          关注: '关注',
          分组: '分组',
          提醒: '新粉丝提醒',
          整理: '整理 · ',
          任务: '批量任务',
          设置: '语言',
        }
      : {
          Fans: 'fans',
          Following: 'follow',
          Groups: 'groups',
          Alerts: 'New-fan alerts',
          Tidy: 'Tidy · ',
          Jobs: 'bulk',
          Settings: 'Language',
        };
    let shown = first;
    for (const [button, words] of Object.entries(panels)) {
      await me.press(button, shown);
      const panel = await me.see(new RegExp(words, 'iu'));
      expect(labels(panel).at(-1)).toEqual([back]);
      await me.press(back, panel);
      shown = await me.see(`UID ${owner}`);
      expect(labels(shown)).toEqual(labels(first));
    }
    // One message all the time, beside the one of the login.
    const menus = () => telegram.history(me.chat).filter((one) => labels(one).length > 0);
    await expect.poll(() => menus().length).toBe(2);
    expect(menus().at(-1)?.message_id).toBe(shown.message_id);
  });
});

it('what is opened from home keeps the way back through its own buttons; a card of its own has none', async () => {
  const { me, home, world } = await atHome();
  world.gainFans(owner, 20);
  await home();
  await me.press('粉丝');
  const list = await me.see('粉丝');
  expect(labels(list).at(-1)).toEqual(['‹ 首页']);
  await me.press('›', list);
  const second = await me.next((message) =>
    labels(message)
      .flat()
      .some((label) => label.startsWith('9. ')),
  );
  expect(second.message_id).toBe(list.message_id);
  expect(labels(second).at(-1)).toEqual(['‹ 首页']);
  await me.press(/^9\. /u, second);
  const card = await me.see('UID');
  expect(card.message_id).not.toBe(list.message_id);
  expect(labels(card).flat()).not.toContain('‹ 首页');
});

it('what a command opens is a message of its own, without the way home', { tags: 'everywhere' }, async () => {
  const { me } = await atHome();
  await me.send('/settings');
  expect(labels(await me.see('设置')).flat()).not.toContain('‹ 首页');
});

it('the changes are since midnight, and over 7 days', async () => {
  const { me, home, world, clock } = await atHome();
  await passDays(me, {
    clock,
    days: 7,
    happens(day) {
      world.gainFans(owner, day === 6 ? 5 : 2);
      if (day === 6) world.unfollow(world.fansOf(owner).at(-1) ?? 0, owner);
    },
  });
  expect((await home()).caption).toContain('今天 +4 · 7 天 +16 · 30 天 –');
});

it('going back and forth asks the site for nothing more', { tags: 'everywhere' }, async () => {
  const { me, home, world } = await atHome();
  await home();
  world.requests.clear();
  await me.press('设置');
  await me.press('‹ 首页', await me.see('语言'));
  await me.see(`UID ${owner}`);
  expect(world.requests.all()).toEqual([]);
});

it('/me asks the site twice, and a login once more than to learn who it is', async () => {
  const { me, home, world } = await atHome();
  world.requests.clear();
  await home();
  const asked = () => world.requests.all().map(({ path }) => path.split('/').at(-1));
  expect(asked()).toEqual(['nav', 'stat']);
  world.requests.clear();
  const others = world.login(100003).cookies;
  await me.send(cookieLine(others));
  await me.see('✅ 已登录');
  expect(asked().filter((one) => one === 'nav' || one === 'stat')).toEqual(['nav', 'stat']);
});

it.each([
  ['zh-hans', /B 站的风控拦下了请求，08:\d\d 之前不再请求。下面是 2026-01-01 08:00 的数字：\n粉丝 \d+/u],
  ['en', /nothing is requested until 08:\d\d\. These numbers are from 2026-01-01 08:00:\n\d+ fans/u],
])(
  'while Bilibili wants to be left alone the last numbers stand, with their time (%s)',
  { tags: 'everywhere' },
  async (languageCode, words) => {
    const { me, home, world, clock } = await atHome({ languageCode });
    const before = await home();
    world.faults.set('web-interface/nav', { kind: 'code', code: -352 });
    await clock.advance(60_000);
    await me.send('/me');
    const resting = await me.see(words);
    expect(labels(resting)).toEqual(labels(before));
    world.requests.clear();
    await me.send('/start');
    await me.see(words);
    expect(world.requests.all()).toEqual([]);
  },
);

it('after a restart the fans are those of the last poll, and what is not known is left open', {
  tags: 'everywhere',
}, async () => {
  const { me, world, restart, clock } = await atHome();
  await restart();
  await clock.advance(60_000);
  world.faults.set('web-interface/nav', { kind: 'code', code: -352 });
  await me.send('/me');
  const shown = await me.see('的风控拦下了请求');
  expect(shown.caption).toMatch(/下面是 2026-01-01 08:0\d 的数字：\n粉丝 \d+\n.*\n关注 – · 黑名单 –/u);
});

it('a Bilibili that cannot be reached is said to be, and the last numbers stand', {
  tags: 'everywhere',
}, async () => {
  const { member, world } = await startGuanxi();
  const me = await member('小明', owner);
  world.faults.set('web-interface/nav', { kind: 'http', status: 502 });
  await me.send('/me');
  expect((await me.see('现在读不到 B 站', { timeout: 20_000 })).caption).toMatch(/粉丝 \d+/u);
});

it('a login that has expired is said to be, with the way to log in again', {
  tags: 'everywhere',
}, async () => {
  const { me, world } = await atHome();
  world.expire(owner);
  await me.send('/me');
  await me.see('登录');
  expect(me.last().caption ?? me.last().text).not.toContain('粉丝');
});

it('says which jobs and new fans wait', { tags: 'everywhere' }, async () => {
  const { me, home, world, clock } = await atHome({ env: { WRITE_SPACING: '4000' } });
  await me.send('/settings');
  await me.press('免打扰');
  await me.send('8-12');
  await me.see('每天 08:00–12:00');
  world.gainFans(owner, 3);
  await clock.advance(hour);
  await me.send(`/kick ${world.fansOf(owner).slice(0, 3).join(' ')}`);
  await me.press('开始');
  await me.see('批量移除粉丝');
  const shown = await home();
  expect(shown.caption).toContain('批量任务：1 个还没做完');
  expect(shown.caption).toContain('还有 3 位新粉丝的提醒等待发出');
});

it('with several accounts 切换 acts as another: of two the other one, of more the one chosen', async () => {
  const { me, home, world } = await atHome();
  await me.send(cookieLine(world.login(100003).cookies));
  await me.see('✅ 已登录');
  await me.send('/me');
  const third = await me.see('UID 100003');
  expect(labels(third).at(-1)).toEqual(['切换']);
  await me.press('切换', third);
  const switched = await me.see(`✅ 已切换到 ${world.person(owner)?.name}`);
  expect(switched.message_id).toBe(third.message_id);
  await me.send(cookieLine(world.login(100004).cookies));
  await me.see('✅ 已登录');
  await me.send('/me');
  await me.press('切换', await me.see('UID 100004'));
  const choice = await me.see('切换到哪个账号？');
  expect(labels(choice)).toEqual([[world.person(owner)?.name], [world.person(100003)?.name], ['‹ 首页']]);
  await me.press(world.person(owner)?.name ?? '', choice);
  await me.see(`已切换到 ${world.person(owner)?.name}`);
  await home();
});

it('who is not logged in is told what the bot does, and how to begin', async () => {
  const { person } = await startGuanxi();
  const bob = person('Bob');
  await bob.send('/start');
  expect(labels(await bob.see('下一步：登录'))).toEqual([['扫码登录'], ['粘贴 Cookie', 'access_key']]);
});
