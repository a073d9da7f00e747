import { describe, expect, it } from 'vitest';
import { openOneBot, qqSides, startOnQQ } from '../support/qq-guanxi.ts';

const owner = 100001;

describe.each(qqSides)('the program on $name, without Telegram', ({ open }) => {
  it('says where it runs, and how to become its admin, which a private message does', async () => {
    const { running, say } = await startOnQQ(open, { ADMINS: '' });
    const { places, claims } = running();
    expect(places).toEqual([expect.stringContaining('guanxi runs on QQ')]);
    const claim = /claim_[\w-]+/u.exec(claims[0] ?? '')?.[0] ?? '';
    await say('你好', /qq:.+ALLOWED_USERS/u);
    await say(claim, '你现在是这个机器人的管理员');
  });

  it('tells a stranger their id as the settings want it', async () => {
    const { qq, say } = await startOnQQ(open, { ADMINS: '1' });
    expect(await say('/help', 'QQ 编号')).toContain(`QQ 编号是 ${qq.me}`);
  });

  it('logs in by QR code, follows by words, and shows help', async () => {
    const { world, say, login } = await startOnQQ(open);
    await say('帮助', '全部命令');
    await login(owner);
    await say('关注 100002', '✅ 已关注');
    expect(world.relationOf(owner, 100002).attribute).toBe(2);
  });

  it('refuses a pasted cookie, asks to recall it, and does not try it', async () => {
    const { world, say } = await startOnQQ(open);
    const { cookies } = world.login(owner);
    const line = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const answer = await say(line, '请马上撤回');
    expect(answer).toContain('扫码登录');
    expect(answer).not.toContain(cookies.SESSDATA);
    expect(await say('我', '扫码登录')).not.toContain('粘贴');
  });

  it('tells of a new fan, who is followed back by an answer to the message', async () => {
    const { world, qq, login, see } = await startOnQQ(open);
    await login(owner);
    await see('👀');
    world.gainFans(owner, 1);
    const [fan = 0] = world.fansOf(owner);
    expect(await see(`UID ${fan}`, 5000)).toContain('🔔 新粉丝');
    expect(qq.said().filter((text) => text.includes(`UID ${fan}`))).toHaveLength(1);
    qq.quote(`UID ${fan}`, '回关');
    await see('互相关注');
    expect(world.relationOf(owner, fan).attribute).toBe(6);
  });

  it('exports and imports files', async () => {
    const { qq, login, say, see, world, clock } = await startOnQQ(open);
    await login(owner);
    await say('导出', /\[file:.*following.*\]/u);
    const sentAt = clock.now();
    await see('✅ 已导出');
    expect(clock.now() - sentAt).toBeLessThan(15_000);
    qq.sendFile('people.txt', '100002\n100003\n');
    await say('导入', /文件|UID/u);
    qq.sendFile('people.txt', '100002\n100003\n');
    await see(/2 人/u);
    expect(world.relationOf(owner, 100003).attribute).toBe(0);
  });

  it('goes on after a restart with what was asked and shown', async () => {
    const { qq, world, login, say, see, restart } = await startOnQQ(open);
    await login(owner);
    await say('看 100002', 'UID 100002');
    await restart();
    qq.quote('UID 100002', '关注');
    await see('已关注');
    expect(world.relationOf(owner, 100002).attribute).toBe(2);
  });
});

it.each([
  ['timeoutSent', 2],
  ['timeoutNotSent', 1],
] as const)('an alert that may have gone (%s) is repeated once, and arrives', async (fault, times) => {
  let script = (): void => undefined;
  const { world, login, see, qq } = await startOnQQ(async (time) => {
    const side = await openOneBot(time);
    script = () => side.script(fault);
    return side;
  });
  await login(owner);
  await see('👀');
  world.gainFans(owner, 1);
  script();
  const [fan = 0] = world.fansOf(owner);
  await see(`UID ${fan}`, 5000);
  for (let round = 0; round < 30; round += 1) await see(`UID ${fan}`, 5000);
  expect(qq.said().filter((text) => text.includes(`UID ${fan}`))).toHaveLength(times);
});
