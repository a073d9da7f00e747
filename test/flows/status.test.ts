import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createTestClock } from '../support/clock.ts';
import { cookieLine, startGuanxi } from '../support/guanxi.ts';

const minute = 60_000;
const admin = 700_000_001;

describe('/status', () => {
  it.each([
    [
      'zh-hans',
      [
        '已运行 0 天 2 小时 0 分',
        '正常 1 · 失效 1 · 因风控休息 1',
        '监测新粉丝的账号：3',
        '等待发出的提醒：0',
      ],
      /检查 (\d+) 次 · 向 B 站请求 (\d+) 次/u,
    ],
    [
      'en',
      [
        'Up for 0 d 2 h 0 min',
        '1 working · 1 expired · 1 paused',
        'watched for new fans: 3',
        'to be sent: 0',
      ],
      /(\d+) checks · (\d+) requests/u,
    ],
  ])('tells an admin how the program is doing (%s)', async (language, said, figures) => {
    const clock = createTestClock();
    const { person, world } = await startGuanxi({ clock, env: { ADMINS: String(admin) } });
    const me = person('Admin', language);
    for (const mid of [100001, 100002, 100003]) {
      const member = person(`Member ${mid}`);
      await member.send(cookieLine(world.login(mid).cookies));
      await member.see('✅');
    }
    await clock.advance(70 * minute);
    world.expire(100002);
    world.faults.set('x/relation/followers', { kind: 'code', code: -352 }, { mid: 100003 });
    await clock.advance(50 * minute);
    await me.send('/status');
    const { text = '' } = await me.see(`guanxi ${packageJson.version}`);
    for (const line of said) expect(text).toContain(line);
    const [, looks = 0, requests = 0] = figures.exec(text)?.map(Number) ?? [];
    expect(looks).toBeGreaterThan(5);
    expect(requests).toBeGreaterThan(5);
  });

  it('says when the counts of fans are of no use, and no more once they are', async () => {
    const clock = createTestClock();
    const { person, world } = await startGuanxi({ clock, env: { ADMINS: String(admin) } });
    const me = person('Admin', 'en');
    for (let mid = 100_001; mid <= 100_007; mid += 1) {
      if (world.person(mid) === undefined) world.addPerson({ mid, name: `member ${mid}` });
      const member = person(`Member ${mid}`);
      await member.send(cookieLine(world.login(mid).cookies));
      await member.see('✅');
    }
    const status = async () => {
      await me.send('/status');
      return (await me.see(`guanxi ${packageJson.version}`)).text ?? '';
    };
    world.faults.set('relation/stats', { kind: 'http', status: 502 });
    await clock.advance(10 * minute);
    expect(await status()).toContain('fan counts cannot be relied on');
    world.faults.clear();
    await clock.advance(60 * minute);
    expect(await status()).not.toContain('fan counts');
  });

  it('says how long it has been up', async () => {
    const clock = createTestClock();
    const { person } = await startGuanxi({ clock, env: { ADMINS: String(admin) } });
    const me = person('Admin', 'en');
    await clock.advance((26 * 60 + 3) * minute);
    await me.send('/status');
    await me.see('Up for 1 d 2 h 3 min');
  });

  it('is no command for anybody else, who hears nothing of it', async () => {
    const { person } = await startGuanxi();
    const bob = person('Bob', 'en');
    await bob.send('/status');
    await bob.see('There is no command /status. Did you mean /stats?');
    await bob.send('/statu');
    await bob.see('There is no command /statu. Did you mean /stats?');
    await bob.send('/lang');
    expect((await bob.see('There is no command /lang.')).text).not.toContain('Did you mean');
    await bob.send('/help');
    expect((await bob.see('All commands')).text).not.toContain('status');
    await bob.send('/help status');
    await bob.see('There is no command /status');
  });

  it('is in the menu of admins only, in both languages', async () => {
    const { telegram, person } = await startGuanxi({ env: { ADMINS: String(admin) } });
    const me = person('Admin', 'en');
    const bob = person('Bob', 'en');
    await me.send('/start');
    await me.see('Next step');
    const described = (user: typeof me.user, chat: { id: number }) =>
      telegram.menu(user, chat).find(({ command }) => command === 'status')?.description;
    await expect.poll(() => described(me.user, telegram.privateChat(me.user))).toBe('How the bot is doing');
    expect(described({ ...me.user, language_code: 'zh' }, telegram.privateChat(me.user))).toBe('运行状况');
    expect(described(bob.user, telegram.privateChat(bob.user))).toBeUndefined();
    const group = telegram.group({ title: 'g', members: [me.user] });
    expect(described(me.user, group)).toBeUndefined();
  });

  it('is in the menu of an admin from the start of the program on, once they have a chat with it', async () => {
    const { telegram, person, restart } = await startGuanxi({ env: { ADMINS: String(admin) } });
    const me = person('Admin', 'en');
    await restart();
    await expect
      .poll(() => telegram.menu(me.user, telegram.privateChat(me.user)).map(({ command }) => command))
      .toContain('status');
  });
});
