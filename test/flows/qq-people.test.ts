import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOneBot } from '../../playground/qq/index.ts';
import { start } from '../../src/app/start.ts';
import { configFrom, startGuanxi } from '../support/guanxi.ts';
import { startProgram } from '../support/program.ts';
import { openOneBot, startOnQQ } from '../support/qq-guanxi.ts';

const owner = 100001;

/** The bot on QQ alone, with these settings; a friend of its account is 10001. */
async function startOnOneBot(env: Record<string, string>) {
  const qq = await startOneBot();
  qq.befriend(10_001, '阿明');
  onTestFinished(() => qq.close());
  const servers = await startGuanxi({ withoutBot: true });
  const { BOT_TOKEN: _, ...rest } = servers.env;
  const config = configFrom({
    ...rest,
    QQ_ONEBOT_URL: qq.url,
    QQ_ONEBOT_TOKEN: qq.token,
    ALLOWED_USERS: '',
    ...env,
  });
  const running = await start(config, { qrInterval: 5 });
  onTestFinished(() => running.stop());
  await vi.waitUntil(() => qq.connected > 0);
  return { qq, running, env: { ...rest, ...env }, world: servers.world };
}

describe('a message longer than any that people can write', () => {
  it('is not read, and never in part: the number at its end would be another one', async () => {
    const { login, say, world } = await startOnQQ(openOneBot);
    await login(owner);
    await say(`关注 ${'100002 '.repeat(14_285)}100003`, '太长');
    await say(`关注 ${'x'.repeat(2_000_000)}`, '太长');
    expect(world.requests.count('relation/modify') + world.requests.count('batch/modify')).toBe(0);
    await say(`关注 ${' '.repeat(10_000)}100002`, '已关注');
  });
});

describe('an open question', () => {
  it('is left by 0, as by 取消', async () => {
    const { login, say } = await startOnQQ(openOneBot);
    await login(owner);
    for (const word of ['0', '０', '取消']) {
      await say('/follow', '要关注谁');
      await say(word, '已取消');
    }
    await say('0', '没看懂');
  });
});

describe('somebody who asks to be a friend of the account', () => {
  it('is taken with the claim, and with nothing else, while there is no admin', async () => {
    const { qq, running } = await startOnOneBot({ ADMINS: '' });
    const claim = /claim_[\w-]+/u.exec(running.claims[0] ?? '')?.[0] ?? 'no claim';
    qq.askToBefriend(10_005, 'hello');
    qq.askToBefriend(10_006, `${claim}x`);
    qq.askToBefriend(10_007, `let me in: ${claim}`);
    await expect.poll(() => qq.isFriend(10_007)).toBe(true);
    expect([qq.isFriend(10_005), qq.isFriend(10_006)]).toEqual([false, false]);
  });

  it('is taken when they may use the bot', async () => {
    const { qq } = await startOnOneBot({ ADMINS: 'qq:10001', ALLOWED_USERS: 'qq:10008' });
    qq.askToBefriend(10_009, '我是 qq:10008');
    qq.askToBefriend(10_008, '');
    await expect.poll(() => qq.isFriend(10_008)).toBe(true);
    expect(qq.isFriend(10_009)).toBe(false);
  });
});

it('`npm run forget -- qq:10001` erases what is kept of somebody on QQ', async () => {
  const { login, say, env, stop } = await startOnQQ(openOneBot);
  await login(owner);
  await say('备注 100002 老同学', '老同学');
  await stop();
  const forget = (who: string) => {
    const program = startProgram(env, ['src/tools/forget.ts', who]);
    return program.ended.then(() => program.output());
  };
  expect(await forget('qq:10002')).toContain('Erased for qq:10002: 0 logins');
  expect(await forget('qq:10001')).toMatch(
    /Erased for qq:10001: 1 logins, 1 watched accounts, 0 jobs, 1 notes, 0 linked groups/u,
  );
  expect(await forget('qq:10001')).toContain('0 logins');
});

describe('a group on QQ', () => {
  async function withGroup(role: 'owner' | 'member') {
    const both = await startOnQQ(openOneBot, { ALLOWED_USERS: '*' });
    const { qq, say, login, clock } = both;
    qq.group(20_001, { 10001: role, 10002: 'member' });
    await login(owner);
    await say('提醒', '发送到…');
    const code = /link_[\w-]+/u.exec(await say('发送到…', 'link_'))?.[0] ?? 'no code';
    const seeInGroup = (words: string) =>
      vi.waitFor(
        async () => {
          await clock.advance(500);
          expect(qq.saidIn(20_001).join('\n')).toContain(words);
        },
        { timeout: 10_000, interval: 10 },
      );
    return { ...both, code, seeInGroup };
  }

  it('is linked by the code, said with an @; gets the alerts, and its owner acts there', async () => {
    const { qq, code, seeInGroup, see, say } = await withGroup('owner');
    qq.sayIn(20_001, 10_001, code);
    await seeInGroup('已关联到 阿明 的 B 站账号');
    await see('已关联群');
    await say('提醒', '发送到：群');
    qq.sayIn(20_001, 10_002, '关注 100002');
    await seeInGroup('只有 阿明 能这样做');
    qq.sayIn(20_001, 10_001, '关注 100002');
    await seeInGroup('已关注');
    qq.sayIn(20_001, 10_001, '开始');
    await seeInGroup('解除关联');
    qq.sayIn(20_001, 10_001, '解除关联');
    await seeInGroup('已解除关联');
  });

  it('is not linked by who does not administer it, nor by a code of somebody else', async () => {
    const { qq, code, seeInGroup } = await withGroup('member');
    qq.sayIn(20_001, 10_001, code);
    await seeInGroup('只有这个群的管理员');
    qq.sayIn(20_001, 10_002, code);
    await seeInGroup('这个关联码不是你的');
    expect(qq.saidIn(20_001).join()).not.toContain('已关联到');
  });
});

describe('in English', () => {
  it('everything is said that QQ has words of its own for', async () => {
    const { say, qq, world, see, login } = await startOnQQ(openOneBot, { LANGUAGE: 'en' });
    const help = await say('/help', 'All commands');
    expect(help).toContain('/link');
    expect(await say('/login', 'Reply: ')).not.toMatch(/\p{Script=Han}/u);
    const { cookies } = world.login(owner);
    await say(
      Object.entries(cookies)
        .map(([name, value]) => `${name}=${value}`)
        .join('; '),
      'please recall it now',
    );
    await say('/link', 'this one platform only');
    qq.say('/fans');
    await see('log in');
    await login(owner);
    const list = await say('/following', 'Reply: ');
    expect(list.split('\n').at(-1)).toMatch(/^Reply: /u);
    await say('cancel', /./u);
  });

  it('a stranger is told their id', async () => {
    const { say } = await startOnQQ(openOneBot, { LANGUAGE: 'en', ADMINS: '1' });
    expect(await say('/help', 'QQ')).toContain('qq:10001');
  });
});
