import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOneBot } from '../../playground/qq/index.ts';
import { doctor } from '../../src/doctor/doctor.ts';
import { cookieLine, type Guanxi, startGuanxi } from '../support/guanxi.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';
import { plainLines, startRole, storeSettings } from '../support/postgres-processes.ts';

const isPoll = ({ path }: { path: string }) => path === '/x/relation/followers';

describe.skipIf(!hasPostgres)(needsPostgres('watchers on a Postgres store'), { timeout: 90_000 }, () => {
  const cluster = useCluster();

  /** A bot that leads, everybody watched once a second. */
  async function useBot(settings: Record<string, string> = {}) {
    const guanxi = await startGuanxi({
      withoutBot: true,
      env: {
        ...storeSettings(await cluster().createDatabase()),
        ALERT_INTERVAL: '1',
        LOG_LEVEL: 'info',
        ...settings,
      },
    });
    const bot = await startRole('all', guanxi.env);
    await bot.program.printed('guanxi runs as');
    return { guanxi, bot };
  }

  async function startWatcher({ env }: Guanxi) {
    const watcher = await startRole('watcher', env);
    await watcher.program.printed('guanxi watches');
    return watcher;
  }

  it('share the accounts evenly; the bot polls while there is none', async () => {
    const { guanxi, bot } = await useBot();
    const sharesOf = (...all: { metric(name: string): Promise<number> }[]) =>
      Promise.all(all.map((one) => one.metric('guanxi_share_ratio')));
    await expect.poll(() => sharesOf(bot)).toEqual([1]);
    const first = await startWatcher(guanxi);
    await expect.poll(() => sharesOf(bot, first)).toEqual([0, 1]);
    const second = await startWatcher(guanxi);
    await expect.poll(() => sharesOf(bot, first, second)).toEqual([0, 0.5, 0.5]);
    expect(await second.health()).toEqual({ status: 200, ok: true, role: 'watcher' });
    await first.program.kill('SIGKILL');
    const killed = performance.now();
    await expect.poll(() => sharesOf(bot, second)).toEqual([0, 1]);
    expect(performance.now() - killed).toBeLessThan(5000);
    expect(await second.program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(plainLines(second.program)).toEqual([]);
    await expect.poll(() => sharesOf(bot)).toEqual([1]);
  });

  it('poll whom a chat has just logged in to, find fans, and the bot tells of them', async () => {
    const { guanxi, bot } = await useBot();
    const watcher = await startWatcher(guanxi);
    await expect.poll(() => bot.metric('guanxi_share_ratio')).toBe(0);
    const alice = await guanxi.member('Alice', 100001);
    guanxi.world.gainFans(100001, 1);
    await alice.see('🔔');
    expect(await watcher.metric('guanxi_watches')).toBe(1);
    expect(watcher.program.output()).not.toContain('"level":"error"');
    const lines: string[] = [];
    await doctor(guanxi.config, ['--mid', '100002'], (line) => lines.push(line));
    expect(lines.join('\n')).toContain('Processes on it: 1 bot leads and 0 stand by, 1 watcher');
    const admin = guanxi.telegram.actor({ id: 1, firstName: 'Admin', languageCode: 'en' });
    await admin.send('/status');
    await admin.see('Other processes: 0 standing by · 1 watching');
  });

  it('take over accounts that were watched before, and leave those alone of which nobody wants to hear any more', async () => {
    const { guanxi, bot } = await useBot();
    const alice = await guanxi.member('Alice', 100001);
    const watcher = await startWatcher(guanxi);
    await expect.poll(() => watcher.metric('guanxi_watches')).toBe(1);
    await expect.poll(() => bot.metric('guanxi_share_ratio')).toBe(0);
    guanxi.world.gainFans(100001, 1);
    await alice.see('🔔');
    await alice.send('/logout');
    await alice.press('确认');
    await alice.see('已退出');
    await expect.poll(() => watcher.metric('guanxi_watches')).toBe(0);
    let polls = 0;
    guanxi.world.on('request', (request) => {
      if (isPoll(request) && request.mid === 100001) polls += 1;
    });
    await guanxi.member('Bob', 100002);
    expect(polls).toBe(0);
  });

  it('share what they are told to rest: the bot asks nothing meanwhile either, and says until when', async () => {
    const { guanxi } = await useBot();
    const watcher = await startWatcher(guanxi);
    await expect.poll(() => watcher.metric('guanxi_share_ratio')).toBe(1);
    const alice = await guanxi.member('Alice', 100001);
    await expect.poll(() => watcher.metric('guanxi_watches')).toBe(1);
    guanxi.world.faults.set('x/relation/followers', { kind: 'code', code: -412 });
    await expect.poll(() => watcher.metric('guanxi_address_resting\\{address="default"\\}')).toBe(1);
    guanxi.world.requests.clear();
    await alice.send('/who 100002');
    await alice.see(/休息到 \d\d:\d\d/u);
    expect(guanxi.world.requests.all()).toEqual([]);
  });

  it('try a new login at once after the old one died', async () => {
    const { guanxi, bot } = await useBot();
    await startWatcher(guanxi);
    await expect.poll(() => bot.metric('guanxi_share_ratio')).toBe(0);
    const alice = await guanxi.member('Alice', 100001);
    guanxi.world.expire(100001);
    await alice.see('的登录已失效');
    await alice.send(cookieLine(guanxi.world.login(100001).cookies));
    await alice.see('恢复了');
  });

  it('try a login at once that the same person made on the other platform', async () => {
    const qq = await startOneBot();
    onTestFinished(() => qq.close());
    const me = 10_001;
    qq.befriend(me, '阿明');
    const { guanxi, bot } = await useBot({ QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token });
    const { world } = guanxi;
    const watcher = await startWatcher(guanxi);
    await expect.poll(() => bot.metric('guanxi_share_ratio')).toBe(0);
    await expect.poll(() => qq.connected).toBeGreaterThan(0);
    /** Says something on QQ, and waits for an answer with these words. */
    const sayOnQQ = async (text: string, words: string) => {
      // What is taken back is said no more, so that counting would pass over what comes in its place.
      const before = new Set(qq.said({ user: me }));
      const since = () => qq.said({ user: me }).filter((one) => !before.has(one));
      qq.say(me, text);
      await expect.poll(() => since().join('\n')).toContain(words);
    };
    const logInOnQQ = async (mid: number) => {
      await sayOnQQ('登录', '扫码登录');
      qq.say(me, '扫码登录');
      const { key } = await vi.waitUntil(() => world.qr.pending()[0], { timeout: 20_000 });
      world.qr.scan(key, mid);
      world.qr.confirm(key);
      await expect.poll(() => qq.said({ user: me }).join('\n')).toContain('✅ 已登录');
    };

    const telegram = await guanxi.member('小明', 100001);
    await logInOnQQ(100002);
    await telegram.send('/link');
    const [, code] = /绑定 ([A-Z0-9]{10})/u.exec((await telegram.see('一小时内有效')).text ?? '') ?? [];
    await sayOnQQ(`绑定 ${code}`, '只有那也是你自己');
    await sayOnQQ('绑定', '已绑定');
    await expect.poll(() => watcher.metric('guanxi_watches')).toBe(2);

    world.expire(100001);
    await telegram.see('的登录已失效');
    await logInOnQQ(100001);
    await telegram.see('恢复了');
    world.expire(100002);
    const name = world.person(100002)?.name;
    await expect.poll(() => qq.said({ user: me }).join('\n')).toContain(`${name} 的登录已失效`);
    await telegram.send(cookieLine(world.login(100002).cookies));
    await expect.poll(() => qq.said({ user: me }).join('\n')).toContain('恢复了');
  });
});
