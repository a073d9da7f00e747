import { expect, it } from 'vitest';
import { openOneBot, startOnQQ } from '../support/qq-guanxi.ts';

const owner = 100001;

it('a menu is answered by its label after a restart, for ten minutes', async () => {
  const { world, login, say, restart, clock } = await startOnQQ(openOneBot);
  await login(owner);
  await say('看 100002', 'UID 100002');
  await restart();
  await say('关注', '已关注');
  expect(world.relationOf(owner, 100002).attribute).toBe(2);
  await say('看 100003', 'UID 100003');
  await restart();
  await clock.advance(11 * 60_000);
  // Now it is the command, which asks whom.
  await say('关注', '要关注谁');
  expect(world.relationOf(owner, 100003).attribute).toBe(0);
});

it('a menu that was left stays left after a restart', async () => {
  const { login, say, restart } = await startOnQQ(openOneBot);
  await login(owner);
  await say('看 100002', 'UID 100002');
  await say('取消', '现在没有正在进行的操作');
  await restart();
  await say('关注', '要关注谁');
});

it('a stop does not wait for an answer of QQ that does not come', async () => {
  const { world, qq, login, see, stop, clock } = await startOnQQ(openOneBot);
  await login(owner);
  await see('👀');
  qq.script('silent', 'answer');
  world.gainFans(owner, 1);
  await see('🔔', 10_000);
  const before = clock.monotonic();
  await stop();
  expect(clock.monotonic() - before).toBeLessThan(9000);
});
