import { expect, it, onTestFinished, vi } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { startOfficial } from '../../playground/qq/index.ts';
import { start } from '../../src/app/start.ts';
import { createTestClock } from '../support/clock.ts';
import { configFrom } from '../support/guanxi.ts';
import { createNewStore } from '../support/new-store.ts';

const me = 'E4F4AEA33253A2797FB897C50B81D7ED';

/** The bot on the official platform, which brings its events to it. */
async function startByWebhook() {
  const clock = createTestClock();
  const qq = await startOfficial({ now: () => clock.now() });
  const site = await startBilibili({ people: 20, now: clock.now });
  const store = await createNewStore();
  const config = configFrom({
    QQ_APP_ID: qq.app.id,
    QQ_APP_SECRET: qq.app.secret,
    QQ_API_ROOT: qq.root,
    QQ_WEBHOOK_URL: 'https://bot.example.org/qq',
    HTTP_PORT: '0',
    BILIBILI_ROOT: site.root,
    ...store.env,
    ADMINS: `qq:${me}`,
    LOG_LEVEL: 'silent',
  });
  const running = await start(config, { clock });
  const stop = running.stop;
  onTestFinished(async () => {
    await stop();
    await qq.close();
    await site.close();
    await store.remove();
  });
  const address = `${running.httpAddress}/qq`;
  qq.webhook.url = address;
  return { clock, qq, address, stop };
}

it('hears what is said and pressed, answers it, and dials no gateway', async () => {
  const { qq } = await startByWebhook();
  expect(await qq.webhook.validate()).toBe(true);
  qq.say(me, '登录');
  await vi.waitFor(() => expect(qq.said({ user: me }).join()).toContain('扫码登录'));
  qq.press(me, '扫码登录');
  await vi.waitFor(() => expect(qq.said({ user: me }).join()).toContain('[image]'));
  expect(qq.acknowledged).toHaveLength(1);
  expect(qq.webhook.results).toEqual([
    { status: 200, body: '{"op":12}' },
    { status: 200, body: '{"op":12}' },
  ]);
  expect(qq.connected).toBe(0);
  expect(qq.calls.filter(({ path }) => path.startsWith('/gateway'))).toEqual([]);
});

it('hears once what is brought twice', async () => {
  const { qq } = await startByWebhook();
  qq.say(me, '帮助');
  await vi.waitFor(() => expect(qq.said({ user: me })).toHaveLength(1));
  await qq.webhook.repeat();
  qq.say(me, '状态');
  await vi.waitFor(() => expect(qq.said({ user: me })).toHaveLength(2));
  expect(qq.said({ user: me })[1]).not.toContain('全部命令');
});

it('lets nobody in who is not the platform, and reads no more than a megabyte', async () => {
  const { qq, address } = await startByWebhook();
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(address, { method: 'POST', body, headers }).then(({ status }) => status);
  const forged = JSON.stringify({
    op: 0,
    t: 'C2C_MESSAGE_CREATE',
    id: 'E1',
    d: { id: 'M1', author: { user_openid: me }, content: '帮助' },
  });
  expect(await post(forged)).toBe(401);
  expect(await post(forged, { 'x-bot-appid': '7' })).toBe(401);
  expect(await post(`{"op":13,"d":"${'x'.repeat(1024 * 1024)}"}`)).toBe(413);
  expect(await fetch(address).then(({ status }) => status)).toBe(404);
  expect(qq.said({ user: me })).toEqual([]);
});
