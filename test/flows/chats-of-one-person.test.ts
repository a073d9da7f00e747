import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOfficial, startOneBot } from '../../playground/qq/index.ts';
import { forbidden } from '../../playground/telegram/index.ts';
import { start } from '../../src/app/start.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { configFrom, type GuanxiOptions, labels, loginByCookie, startGuanxi } from '../support/guanxi.ts';
import { patience } from '../support/patience.ts';
import { startProgram } from '../support/program.ts';

const [me, name] = [10_001, '阿明'];
const [first, second] = [100001, 100002];
const minute = 60_000;
const none = { first: [], more: [], beyond: 0 };

/** The bot on Telegram and on QQ; one person who is on both. */
async function startOnBoth({
  clock = createTestClock(),
  ...options
}: GuanxiOptions & { clock?: TestClock } = {}) {
  const qq = await startOneBot({ now: () => clock.now() });
  qq.befriend(me, name);
  qq.befriend(10_002, '小红');
  onTestFinished(() => qq.close());
  const guanxi = await startGuanxi({
    clock,
    ...options,
    env: { QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token, ...options.env },
  });
  await vi.waitUntil(() => qq.connected > 0);
  const { world } = guanxi;
  /** Waits until somebody on QQ is told this, while time passes. */
  async function seeOnQQ(words: string, user = me): Promise<string> {
    return vi.waitFor(
      async () => {
        await clock.advance(200);
        const all = qq.said({ user });
        const found = all.findLast((text) => text.includes(words));
        if (found === undefined) throw new Error(`"${words}" is not among:\n${all.join('\n---\n')}`);
        return found;
      },
      { timeout: patience, interval: 10 },
    );
  }
  /** Says something on QQ, and waits until the answer holds these words. */
  async function sayOnQQ(text: string, words: string, user = me): Promise<string> {
    const before = new Set(qq.chat({ user }).map(({ id }) => id));
    qq.say(user, text);
    return vi.waitFor(
      async () => {
        await clock.advance(200);
        const since = qq.chat({ user }).filter(({ id }) => !before.has(id));
        const found = since.findLast(({ shown }) => shown.includes(words))?.shown;
        if (found === undefined) throw new Error(`"${words}" is no answer to "${text}"`);
        return found;
      },
      { timeout: patience, interval: 10 },
    );
  }
  async function logInOnQQ(mid: number, user = me): Promise<void> {
    await sayOnQQ('登录', '扫码登录', user);
    qq.say(user, '扫码登录');
    const code = await vi.waitUntil(() => world.qr.pending()[0], { timeout: patience });
    world.qr.scan(code.key, mid);
    world.qr.confirm(code.key);
    await seeOnQQ('✅ 已登录', user);
    await seeOnQQ('👀', user);
  }
  const telegram = guanxi.person('小明');
  /** Lets time pass until this holds; in steps that are shorter than anybody waits for an answer. */
  async function until(holds: () => boolean): Promise<void> {
    for (let passed = 0; !holds(); passed += 10_000) {
      if (passed > 60 * minute) throw new Error(`${holds} does not hold after an hour`);
      await clock.advance(10_000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  const alertsOnQQ = (chat: { user: number } | { group: number } = { user: me }) =>
    qq.said(chat).filter((text) => text.includes('🔔')).length;
  const isToldOnTelegram = () => telegram.last().caption?.includes('🔔') === true;
  /** The code that Telegram shows. */
  async function codeOnTelegram(): Promise<string> {
    await telegram.send('/link');
    return /绑定 ([A-Z0-9]{10})/u.exec((await telegram.see('一小时内有效')).text ?? '')?.[1] ?? 'no code';
  }
  async function join(): Promise<void> {
    await sayOnQQ(`绑定 ${await codeOnTelegram()}`, '已绑定：这里和 小明（Telegram）');
    await telegram.see('已绑定：这里和 阿明（QQ）');
  }
  const nameOf = (mid: number) => world.person(mid)?.name ?? '';
  return {
    ...guanxi,
    clock,
    qq,
    seeOnQQ,
    sayOnQQ,
    logInOnQQ,
    telegram,
    telegramServer: guanxi.telegram,
    codeOnTelegram,
    until,
    alertsOnQQ,
    isToldOnTelegram,
    join,
    nameOf,
  };
}

const openid = 'E4F4AEA33253A2797FB897C50B81D7ED';

/** The same on the official platform, too, which lets nobody be written to first. */
async function startWithOfficial() {
  const clock = createTestClock();
  const official = await startOfficial({ now: () => clock.now() });
  onTestFinished(() => official.close());
  const env = { QQ_APP_ID: official.app.id, QQ_APP_SECRET: official.app.secret, QQ_API_ROOT: official.root };
  const both = await startOnBoth({ clock, env });
  await vi.waitUntil(() => official.connected > 0);
  return { ...both, official };
}

describe('joining the chats of one person', () => {
  it('lets each side use the logins of both, and says so in both', async () => {
    const { telegram, world, codeOnTelegram, logInOnQQ, sayOnQQ, seeOnQQ, qq, nameOf } = await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    await logInOnQQ(second);
    const asked = await sayOnQQ(`绑定 ${await codeOnTelegram()}`, '只有那也是你自己，才选“绑定”');
    expect(asked).toContain('小明（Telegram）');
    expect(asked).toContain(nameOf(second));
    qq.say(me, '绑定');
    const joined = await seeOnQQ('已绑定：这里和 小明（Telegram）');
    expect(joined).toContain(`共用的登录：${nameOf(first)}、${nameOf(second)}`);
    expect(joined).toContain('提醒还发到原来的地方');
    const told = await telegram.see('已绑定：这里和 阿明（QQ）');
    expect(labels(told)).toEqual([['发到这个聊天', '发到 QQ'], ['解除绑定']]);
    expect(await sayOnQQ('我', '粉丝')).toContain(nameOf(first));
    await telegram.send('/me');
    await telegram.see(nameOf(first));
    await telegram.press('切换');
    await telegram.see(`已切换到 ${nameOf(second)}`);
    expect(await sayOnQQ('我', nameOf(second))).toContain(nameOf(second));
  });

  it('works from QQ to Telegram as well', async () => {
    const { telegram, sayOnQQ, seeOnQQ } = await startOnBoth();
    const [, code] = /绑定 ([A-Z0-9]{10})/u.exec(await sayOnQQ('绑定', '一小时内有效')) ?? [];
    await telegram.send(`/link ${code?.toLowerCase()}`);
    await telegram.see('已绑定：这里和 阿明（QQ）');
    expect(await seeOnQQ('已绑定：这里和 小明（Telegram）')).toContain('两边都还没有登录');
  });

  it('is told of in a chat that cannot be reached just then as soon as it can, once', async () => {
    const { telegram, sayOnQQ, seeOnQQ, qq, until } = await startOnBoth();
    const [, code] = /绑定 ([A-Z0-9]{10})/u.exec(await sayOnQQ('绑定', '一小时内有效')) ?? [];
    qq.goDown();
    await vi.waitUntil(() => qq.connected === 0);
    await telegram.send(`/link ${code}`);
    await telegram.see('已绑定：这里和 阿明（QQ）');
    qq.comeBack();
    await until(() => qq.connected > 0);
    await until(() => qq.said({ user: me }).some((text) => text.includes('已绑定')));
    expect(await seeOnQQ('已绑定：这里和 小明（Telegram）')).toContain('解除绑定');
    expect(qq.said({ user: me }).filter((text) => text.includes('已绑定'))).toHaveLength(1);
  });

  it('speaks English to who reads it', async () => {
    const { person, sayOnQQ } = await startOnBoth();
    const bob = person('Bob', 'en');
    await bob.send('/link');
    const code = /\/link ([A-Z0-9]{10})/u.exec((await bob.see('works once, within an hour')).text ?? '')?.[1];
    await sayOnQQ(`/link ${code}`, '已绑定：这里和 Bob（Telegram）');
    const told = await bob.see('Linked: this chat and 阿明 (QQ) are the same person');
    expect(labels(told)).toEqual([['Alerts here', 'Alerts to QQ'], ['Unlink']]);
    await bob.press('Unlink', told);
    await bob.see('Unlinked from 阿明 (QQ)');
  });

  it('sends alerts of every account where it is chosen, with buttons that work there', async () => {
    const { telegram, world, join, seeOnQQ, qq, until, alertsOnQQ } = await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    await join();
    await telegram.press('发到 QQ');
    await telegram.see('提醒以后都发送到：QQ 的私聊');
    world.gainFans(first, 1);
    await until(() => alertsOnQQ() > 0);
    const alert = await seeOnQQ('🔔 新粉丝');
    expect(alert).toContain('回关');
    const id = qq.chat({ user: me }).findLast(({ shown }) => shown.includes('🔔 新粉丝'))?.id ?? 0;
    qq.say(me, '回关', { quote: id });
    await seeOnQQ('互相关注');
    await telegram.send('/alerts');
    await telegram.see('发送到：QQ 的私聊');
    await telegram.press('发送到…');
    expect(labels(await telegram.see('提醒发送到哪里')).slice(0, 2)).toEqual([
      ['○ 这个聊天'],
      ['● QQ 的私聊'],
    ]);
    await telegram.press('○ 这个聊天');
    await telegram.see('发送到：这个聊天');
  });

  it('shows in one that alerts to the other are paused, since it was blocked there, and lets them go on', async () => {
    const { telegram, telegramServer, world, join, sayOnQQ, until, isToldOnTelegram } = await startOnBoth();
    const pictures = () => telegramServer.calls().filter(({ method }) => method === 'sendPhoto').length;
    await loginByCookie(telegram, world.login(first).cookies);
    await join();
    telegramServer.faults.failNext('sendPhoto', forbidden('bot was blocked by the user'));
    const before = pictures();
    world.gainFans(first, 1);
    await until(() => pictures() > before);
    const panel = async () => expect(await sayOnQQ('提醒', '新粉丝提醒 · ')).toContain('⏸ 提醒已暂停');
    await vi.waitFor(panel, { timeout: patience });
    await sayOnQQ('立即检查', '没有检查：提醒已暂停。请先选“继续提醒”');
    expect(isToldOnTelegram()).toBe(false);
    expect(await sayOnQQ('继续提醒', '新粉丝提醒 · ')).not.toContain('⏸');
    await until(isToldOnTelegram);
  });

  it('shares jobs and notes, and those made before as well', async () => {
    const { telegram, world, join, sayOnQQ } = await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    await telegram.send('/note 100003 老同学');
    await telegram.see('老同学');
    await telegram.send('/follow 100003 100004 100005');
    await telegram.press('开始');
    await telegram.see('完成');
    await join();
    await sayOnQQ('看 100003', '老同学');
    await sayOnQQ('任务', '关注 3 人');
    await sayOnQQ('备注 100003 邻居', '邻居');
    await telegram.send('/who 100003');
    expect((await telegram.see('邻居')).caption).not.toContain('老同学');
  });

  it('tells once of an account that both were logged in to, and of it in each again when they are apart', async () => {
    const { telegram, world, logInOnQQ, codeOnTelegram, sayOnQQ, seeOnQQ, qq, clock, nameOf, ...both } =
      await startOnBoth();
    const { until, alertsOnQQ, isToldOnTelegram } = both;
    await loginByCookie(telegram, world.login(first).cookies);
    await logInOnQQ(first);
    await sayOnQQ(`绑定 ${await codeOnTelegram()}`, '绑定');
    qq.say(me, '绑定');
    expect(await seeOnQQ('已绑定')).toContain(`${nameOf(first)} 在两边都登录过`);
    world.gainFans(first, 1);
    await until(isToldOnTelegram);
    expect(alertsOnQQ()).toBe(0);
    await sayOnQQ('绑定', '同一个人');
    expect(await sayOnQQ('解除绑定', '已和 小明（Telegram）解除绑定')).toContain(
      `这里的登录：${nameOf(first)}`,
    );
    await telegram.see('已和 阿明（QQ）解除绑定');
    await seeOnQQ('👀 已开始监测');
    const apart = clock.now();
    await until(() => clock.now() > apart + 10 * minute);
    world.gainFans(first, 1);
    await until(() => isToldOnTelegram() && alertsOnQQ() > 0);
  });

  it('gives each what was made there when they are separated, and says what is left', async () => {
    const { telegram, world, join, sayOnQQ, seeOnQQ, nameOf, restart, qq } = await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    await join();
    await sayOnQQ('备注 100003 邻居', '邻居');
    await restart();
    await vi.waitUntil(() => qq.connected > 0);
    await telegram.send('/link');
    const panel = await telegram.see('这里已和 阿明（QQ）绑定为同一个人');
    await telegram.press('解除绑定', panel);
    expect((await telegram.see('已和 阿明（QQ）解除绑定')).text).toContain(`这里的登录：${nameOf(first)}`);
    expect(await seeOnQQ('已和 小明（Telegram）解除绑定')).toContain('这里没有登录');
    await sayOnQQ('我', '登录');
    await telegram.send('/who 100003');
    expect((await telegram.see('UID 100003')).caption).not.toContain('邻居');
  });

  it('keeps a linked group for its owner, whichever of the chats it is asked in', async () => {
    const { telegram, world, join, sayOnQQ, seeOnQQ, qq, clock, until, alertsOnQQ } = await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    qq.group(20_001, { [me]: 'owner' });
    await join();
    await sayOnQQ('提醒', '发送到…');
    const places = await sayOnQQ('发送到…', 'link_');
    const said = /link_[\w-]+/u.exec(places)?.[0] ?? '';
    qq.say(me, said, { group: 20_001, at: true });
    await seeOnQQ('已关联群');
    const toldInGroup = (words: string) =>
      vi.waitFor(
        async () => {
          await clock.advance(500);
          expect(qq.said({ group: 20_001 }).join()).toContain(words);
        },
        { timeout: patience },
      );
    world.gainFans(first, 1);
    await until(() => alertsOnQQ({ group: 20_001 }) > 0);
    await telegram.send('/alerts');
    await telegram.press('发送到…');
    const shown = labels(await telegram.see('提醒发送到哪里')).flat();
    await telegram.press(shown.find((label) => label.startsWith('解除关联')) ?? 'none');
    await toldInGroup('已解除关联');
  });
});

describe('chats that are joined', () => {
  /** The chat on QQ, as records name it. */
  const onQQ = 2 ** 44 + me;

  it('by a program that died right after it tell of an account once, and lose nothing they owed', async () => {
    const { telegram, world, logInOnQQ, restart, stop, config, clock, qq, ...both } = await startOnBoth();
    const { until, alertsOnQQ, isToldOnTelegram } = both;
    await loginByCookie(telegram, world.login(first).cookies);
    await logInOnQQ(first);
    await stop();
    // The records say that they are joined, and the outbox of QQ still has somebody.
    const { keys } = await findOrMakeKeys(config.storeUrl, config.secretKeys);
    const store = await openStore({ url: config.storeUrl, keys });
    await store.chats.update(String(telegram.chat), (record) => record && { ...record, joined: [onQQ] });
    await store.chats.update(String(onQQ), (record) => record && { ...record, home: telegram.chat });
    await store.watches.update(String(first), (watch) => {
      const own = watch?.chats[onQQ];
      if (watch === undefined || own === undefined) return undefined;
      const milestones = { fans: none, mutuals: none, lost: none, milestones: [100], notices: [] };
      return { ...watch, chats: { ...watch.chats, [onQQ]: { ...own, pending: milestones } } };
    });
    await store.close();
    await restart();
    await vi.waitUntil(() => qq.connected > 0);
    const owed = await vi.waitFor(
      async () => {
        await clock.advance(1000);
        const told = [...qq.said({ user: me }), telegram.last().caption ?? telegram.last().text ?? ''];
        const found = told.filter((text) => text.includes('里程碑') || text.includes('🎉'));
        expect(found, told.join('; ')).toHaveLength(1);
        return found;
      },
      { timeout: patience },
    );
    expect(owed.join()).toContain('100');
    world.gainFans(first, 1);
    await until(isToldOnTelegram);
    expect(alertsOnQQ()).toBe(0);
  });

  it('are erased one by one, and the other is named', async () => {
    const { telegram, join, stop, env } = await startOnBoth();
    await join();
    await stop();
    const forget = (who: string) => {
      const program = startProgram(env, ['src/tools/forget.ts', who]);
      return program.ended.then(() => program.output());
    };
    expect(await forget(`qq:${me}`)).toContain(
      `${telegram.chat} was joined to them, and is apart now with what is theirs. To erase that too: npm run forget -- ${telegram.chat}`,
    );
    expect(await forget(String(telegram.chat))).not.toContain('was joined');
  });

  it('are told on where their user may still use the bot', async () => {
    const { telegram, world, join, stop, clock, env, qq, until, alertsOnQQ, isToldOnTelegram } =
      await startOnBoth();
    await loginByCookie(telegram, world.login(first).cookies);
    await join();
    await stop();
    const running = await start(configFrom({ ...env, ALLOWED_USERS: `qq:${me}` }), { clock });
    onTestFinished(() => running.stop());
    await vi.waitUntil(() => qq.connected > 0);
    world.gainFans(first, 1);
    await until(() => alertsOnQQ() > 0);
    expect(isToldOnTelegram()).toBe(false);
  });

  it('may be two of QQ: an ordinary account and the official bot', async () => {
    const { sayOnQQ, seeOnQQ, official, clock } = await startWithOfficial();
    official.allowPush({ user: openid });
    const [, code] = /绑定 ([A-Z0-9]{10})/u.exec(await sayOnQQ('/link', '一小时内有效')) ?? [];
    official.say(openid, `绑定 ${code}`);
    await vi.waitFor(async () => {
      await clock.advance(200);
      expect(official.said({ user: openid }).join()).toContain('已绑定：这里和 阿明（QQ）');
    });
    const told = await seeOnQQ('已绑定');
    expect(told).toContain('这里和 QQ 官方');
    expect(told).not.toContain(openid);
    // Telegram is left to be joined.
    expect(await sayOnQQ('/link', '同一个人')).toContain('还可以再绑定一个平台');
  });

  it('is told of on the official platform, where the bot may not write first, when they write there', async () => {
    const { telegram, official, clock, restart } = await startWithOfficial();
    const seeThere = (words: RegExp) =>
      vi.waitFor(async () => {
        await clock.advance(200);
        const found = words.exec(official.said({ user: openid }).join('\n---\n'));
        return found ?? Promise.reject(new Error(official.said({ user: openid }).join('\n---\n')));
      });
    official.say(openid, '绑定');
    const [, code] = await seeThere(/绑定 ([A-Z0-9]{10})/u);
    // What may still be said in answer to that is forgotten by this, and what waits is not.
    await restart();
    await telegram.send(`/link ${code}`);
    await telegram.see('已绑定：这里和');
    await vi.waitUntil(() => official.calls.filter(({ path }) => path.endsWith('/messages')).length > 1);
    expect(official.said({ user: openid }).join()).not.toContain('已绑定');
    await restart();
    await vi.waitUntil(() => official.connected > 0);
    official.say(openid, '帮助');
    await seeThere(/已绑定：这里和 小明（Telegram）/u);
    official.say(openid, '帮助');
    await clock.advance(10_000);
    expect(official.said({ user: openid }).filter((text) => text.includes('已绑定'))).toHaveLength(1);
  });
});

describe('a code that joins chats', () => {
  it('works once, and within an hour', async () => {
    const { codeOnTelegram, sayOnQQ, clock, qq } = await startOnBoth();
    const code = await codeOnTelegram();
    await clock.advance(61 * minute);
    await sayOnQQ(`绑定 ${code}`, '已经用过、过期了');
    const fresh = await codeOnTelegram();
    expect(fresh).not.toBe(code);
    await sayOnQQ(`绑定 ${fresh}`, '已绑定');
    await sayOnQQ(`绑定 ${fresh}`, '已经用过、过期了', 10_002);
    expect(qq.said({ user: 10_002 }).join()).not.toContain('已绑定');
  });

  it('is worth nothing on the platform it was made on, nor in the chat itself', async () => {
    const { telegram, codeOnTelegram, person } = await startOnBoth();
    const code = await codeOnTelegram();
    await telegram.send(`/link ${code}`);
    await telegram.see('这是给这里自己的绑定码');
    const bob = person('Bob');
    await bob.send(`/link ${code}`);
    await bob.see('在这个平台上已经绑定了一个聊天');
  });

  it('is void once it was said in a group', async () => {
    const { codeOnTelegram, qq, sayOnQQ, clock } = await startOnBoth();
    const code = await codeOnTelegram();
    qq.group(20_001, { [me]: 'owner', 10002: 'member' });
    qq.say(me, `绑定 ${code}`, { group: 20_001, at: true });
    await vi.waitFor(
      async () => {
        await clock.advance(500);
        expect(qq.said({ group: 20_001 }).join()).toContain('请在私聊里再发一次');
      },
      { timeout: patience },
    );
    await sayOnQQ(`绑定 ${code}`, '这个绑定码不对', 10_002);
  });

  it('cannot be guessed at: after ten nothing is tried for an hour', async () => {
    const { codeOnTelegram, sayOnQQ, clock } = await startOnBoth();
    for (let n = 0; n < 10; n += 1) await sayOnQQ(`绑定 WRONGCODE${n}`, '这个绑定码不对');
    await sayOnQQ(`绑定 ${await codeOnTelegram()}`, '绑定码试得太多了');
    await clock.advance(61 * minute);
    await sayOnQQ(`绑定 ${await codeOnTelegram()}`, '已绑定');
  });

  it('opens nothing to who may not use the bot', async () => {
    const { person, sayOnQQ } = await startOnBoth({ env: { ALLOWED_USERS: 'qq:10001' } });
    const stranger = person('Stranger');
    await stranger.send('/link');
    await stranger.see('只为受邀的人服务');
    await sayOnQQ('绑定 ABCDE23456', '只为受邀的人服务', 10_002);
  });
});
