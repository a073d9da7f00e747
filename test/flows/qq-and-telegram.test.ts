import http from 'node:http';
import https from 'node:https';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startOneBot } from '../../playground/qq/index.ts';
import { start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config.ts';
import { configFrom, startGuanxi } from '../support/guanxi.ts';

/** Notes where connections go, by whichever client of Node's. */
function hostsAsked(): string[] {
  const hosts: string[] = [];
  for (const client of [http, https]) {
    const { request } = client;
    vi.spyOn(client, 'request').mockImplementation(((target: unknown, ...rest: unknown[]) => {
      const { hostname, host } = new Object(target) as { hostname?: string; host?: string };
      hosts.push(hostname ?? host ?? new URL(String(target)).hostname);
      return Reflect.apply(request, client, [target, ...rest]);
    }) as typeof client.request);
  }
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation((target, init) => {
    hosts.push(new URL(target instanceof Request ? target.url : target).hostname);
    return fetch(target, init);
  });
  onTestFinished(() => void vi.restoreAllMocks());
  return hosts;
}

/** The bot on Telegram and on QQ in one process; 10001 is a friend of its account. */
async function startOnBoth() {
  const qq = await startOneBot();
  qq.befriend(10_001, '阿明');
  onTestFinished(() => qq.close());
  const hosts = hostsAsked();
  const guanxi = await startGuanxi({ env: { QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: qq.token } });
  await vi.waitUntil(() => qq.connected > 0);
  const toldOnQQ = (words: string) =>
    expect.poll(() => qq.said({ user: 10_001 }).join('\n'), { timeout: 10_000 }).toContain(words);
  return { ...guanxi, qq, hosts, toldOnQQ };
}

it('answers each on their own platform, and asks nobody but them', async () => {
  const { qq, person, telegram, toldOnQQ, hosts } = await startOnBoth();
  const alice = person('Alice');
  await alice.send('/help');
  await alice.see('全部命令');
  qq.say(10_001, '/help');
  await toldOnQQ('全部命令');
  expect(telegram.calls('sendMessage')).toHaveLength(1);
  expect(hosts.filter((host) => host !== '127.0.0.1')).toEqual([]);
});

it.each([
  ['zh-hans', 'QQ 已下线', 'QQ 已恢复'],
  ['en', 'QQ is offline', 'QQ is back'],
])(
  'an admin on Telegram is told when QQ logs the account off, and when it is back (%s)',
  async (language, off, back) => {
    const { env, person, qq, stop } = await startOnBoth();
    await stop();
    const admin = person('Admin', language);
    await admin.send('/start');
    const running = await start(
      configFrom({ ...env, ADMINS: String(admin.chat), LANGUAGE: language.slice(0, 2) }),
    );
    onTestFinished(() => running.stop());
    await vi.waitUntil(() => qq.connected > 0);
    qq.heartbeat();
    qq.logOff();
    await admin.see(off);
    qq.heartbeat({ online: true });
    await admin.see(back);
  },
);

it('ends with a sentence when the port for OneBot is taken', async () => {
  const taken = http.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const { env } = await startGuanxi({ withoutBot: true });
  const { BOT_TOKEN: _, ...qqOnly } = env;
  const config = readConfig({ ...qqOnly, QQ_ONEBOT_PORT: String(port), QQ_ONEBOT_TOKEN: 'token' });
  if (!config.ok) throw new Error('It is configured wrongly');
  const outcome = start(config.config).then(async (running) => {
    onTestFinished(() => running.stop());
    await running.ended;
  });
  await expect(outcome).rejects.toMatchObject({ name: 'QQSetupError', reason: 'portTaken' });
});
