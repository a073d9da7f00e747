import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { startOfficial, startOneBot } from '../../playground/qq/index.ts';
import { systemClock } from '../../src/clock.ts';
import { type Finding, formatFinding } from '../../src/doctor/finding.ts';
import { checkQQ } from '../../src/doctor/qq.ts';
import { createOneBot } from '../../src/qq/onebot/onebot.ts';
import { findOrMakeKeys, openStore } from '../../src/storage/index.ts';
import { configFrom } from '../support/guanxi.ts';

const token = 'a-token-of-ours';

/** What the doctor says of QQ, a line each. */
async function check(env: Record<string, string>, waitForDial = 200): Promise<string[]> {
  const found: Finding[] = [];
  const config = configFrom({ STORE_URL: 'sqlite:///nowhere/at/all.sqlite', ...env });
  await checkQQ(config, (finding) => found.push(finding), { waitForDial });
  return found.map(formatFinding);
}

async function startQQ() {
  const qq = await startOneBot({ token });
  onTestFinished(() => qq.close());
  return { qq, env: { QQ_ONEBOT_URL: qq.url, QQ_ONEBOT_TOKEN: token } };
}

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('of a OneBot implementation that is dialled', () => {
  it('says what it is, and whose the account is; and asks it nothing that anybody would see', async () => {
    const { qq, env } = await startQQ();
    const said = await check(env);
    expect(said).toEqual([
      'ok    QQ by OneBot: NapCat.Onebot 4.18.19',
      `ok    The account is ${qq.self.id} ${qq.self.name}`,
      'ok    All chats with alerts are friends of the account, so alerts reach them',
    ]);
    expect(qq.calls.map(({ action }) => action)).toEqual([
      'get_login_info',
      'get_version_info',
      'get_status',
      'get_friend_list',
    ]);
    await expect.poll(() => qq.connected).toBe(0);
  });

  it('says that QQ has logged the account off', async () => {
    const { qq, env } = await startQQ();
    qq.logOff();
    expect((await check(env))[1]).toMatch(/^BAD .*logged the account \d+ off\. Log in again/u);
  });

  it('says that the token is wrong, and not which one it is', async () => {
    const { env } = await startQQ();
    const [said = '', ...more] = await check({ ...env, QQ_ONEBOT_TOKEN: 'not-the-token' });
    expect(said).toMatch(/^BAD .*refused the token\. Set QQ_ONEBOT_TOKEN/u);
    expect(said).not.toContain('not-the-token');
    expect(more).toEqual([]);
  });

  it('says that there is a server of HTTP where one of WebSocket is meant', async () => {
    const server = createServer((_, response) => void response.end('{}')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const said = await check({ QQ_ONEBOT_URL: `ws://127.0.0.1:${port}`, QQ_ONEBOT_TOKEN: token });
    expect(said).toEqual([
      expect.stringMatching(/^BAD .*instead of opening a WebSocket.*not its HTTP server/u),
    ]);
  });

  it('says that nobody is there', async () => {
    const said = await check({ QQ_ONEBOT_URL: `ws://127.0.0.1:${await freePort()}`, QQ_ONEBOT_TOKEN: token });
    expect(said).toEqual([expect.stringMatching(/^BAD .*cannot be reached \(ECONNREFUSED\)\.$/u)]);
  });

  it('says that another protocol is spoken, and shows hostile names as text', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    server.on('connection', (socket) =>
      socket.on('message', (raw) => {
        const { action, echo } = JSON.parse(String(raw)) as { action: string; echo: string };
        const data =
          action === 'get_version_info' ? { app_name: 'X\nBAD   all lost', protocol_version: 'v12' } : null;
        socket.send(JSON.stringify({ status: data ? 'ok' : 'failed', retcode: data ? 0 : 1404, data, echo }));
      }),
    );
    const { port } = server.address() as AddressInfo;
    const said = await check({ QQ_ONEBOT_URL: `ws://127.0.0.1:${port}`, QQ_ONEBOT_TOKEN: token });
    expect(said[0]).toMatch(/^BAD .*speaks protocol v12\. Turn on OneBot v11/u);
    expect(said.join('|')).not.toContain('\n');
    expect(said[1]).toContain('does not say which account it has');
  });
});

describe('of a OneBot implementation that dials', () => {
  it('says what it is once it has dialled', async () => {
    const { qq } = await startQQ();
    const port = await freePort();
    const checking = check({ QQ_ONEBOT_PORT: String(port), QQ_ONEBOT_TOKEN: token }, 5000);
    await expect
      .poll(
        () =>
          qq.dial(`ws://127.0.0.1:${port}`).then(
            () => true,
            () => false,
          ),
        { timeout: 4000 },
      )
      .toBe(true);
    expect((await checking).slice(0, 3)).toEqual([
      'note  QQ by OneBot: waiting up to 5 seconds for a connection',
      'ok    QQ by OneBot: NapCat.Onebot 4.18.19',
      `ok    The account is ${qq.self.id} ${qq.self.name}`,
    ]);
  });

  it('says that nobody has, and what to set there', async () => {
    const port = await freePort();
    const said = await check({ QQ_ONEBOT_PORT: String(port), QQ_ONEBOT_TOKEN: token });
    expect(said[1]).toMatch(/^BAD .*Nobody connected to ws:\/\/127\.0\.0\.1:\d+\. Add a WebSocket client/u);
  });

  it('says that another program has the port', async () => {
    const server = createServer((_, response) => void response.end('hello')).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const said = await check({ QQ_ONEBOT_PORT: String(port), QQ_ONEBOT_TOKEN: token });
    expect(said[1]).toMatch(/^BAD .*Another program has port \d+\. Choose another with QQ_ONEBOT_PORT/u);
  });

  it('knows the bot itself, which runs', async () => {
    const end = new AbortController();
    const listening = Promise.withResolvers<number>();
    const bot = createOneBot({
      transport: { port: 0, onListening: listening.resolve },
      token,
      clock: systemClock,
      random: Math.random,
    });
    const running = bot.run(() => undefined, end.signal);
    onTestFinished(async () => {
      end.abort();
      await running;
    });
    const said = await check({ QQ_ONEBOT_PORT: String(await listening.promise), QQ_ONEBOT_TOKEN: token });
    expect(said[1]).toMatch(/^note .*A bot listens on port \d+ of this machine/u);
  });
});

describe('of the official platform', () => {
  async function startPlatform() {
    const qq = await startOfficial();
    onTestFinished(() => qq.close());
    return { qq, env: { QQ_APP_ID: qq.app.id, QQ_APP_SECRET: qq.app.secret, QQ_API_ROOT: qq.root } };
  }

  it('says whose the AppID is, and how its events come', async () => {
    const { qq, env } = await startPlatform();
    expect(await check(env)).toEqual([
      `ok    QQ by the official platform: AppID ${qq.app.id} is the bot guanxi`,
      'ok    Its events come through the gateway',
      'ok    No alerts wait for QQ to let them through',
    ]);
    const byWebhook = { ...env, QQ_WEBHOOK_URL: 'https://bot.example.org/qq', HTTP_PORT: '0' };
    expect((await check(byWebhook))[1]).toContain('Its events come by webhook to bot.example.org');
    expect(qq.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /users/@me',
      'GET /gateway',
      'GET /users/@me',
    ]);
    expect(qq.connected).toBe(0);
  });

  it('says that the AppSecret is wrong', async () => {
    const { env } = await startPlatform();
    expect(await check({ ...env, QQ_APP_SECRET: 'another-secret' })).toEqual([
      expect.stringMatching(/^BAD .*gives no token for QQ_APP_ID and QQ_APP_SECRET/u),
    ]);
  });

  it('says that it cannot be reached', async () => {
    const { env } = await startPlatform();
    const said = await check({ ...env, QQ_API_ROOT: `http://127.0.0.1:${await freePort()}` });
    expect(said).toEqual(['BAD   The QQ platform cannot be reached.']);
  });
});

describe('of the alerts that are kept', () => {
  const settings = { fans: true, lost: false, milestones: true, refollowDays: 30 };
  const nobody = { first: [], more: [], beyond: 0 };
  const pending = {
    fans: { ...nobody, beyond: 1 },
    mutuals: nobody,
    lost: nobody,
    milestones: [],
    notices: [],
  };

  /** A store in which these chats have alerts, some of them waiting. */
  async function storeWith(chats: Record<number, object>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const url = `sqlite://${join(folder, 'guanxi.sqlite')}`;
    const { keys } = await findOrMakeKeys(url, undefined);
    const store = await openStore({ url, keys });
    await store.watches.update('1', () => ({
      known: [],
      former: [],
      total: 0,
      newest: 0,
      milestone: 0,
      chats: Object.fromEntries(Object.entries(chats).map(([chat, more]) => [chat, { settings, ...more }])),
    }));
    await store.close();
    return url;
  }

  it('names who is no friend of the ordinary account, so that nothing reaches them', async () => {
    const { qq, env } = await startQQ();
    qq.befriend(10_001, '阿明');
    const [friend, stranger, gone] = [2 ** 44 + 10_001, 2 ** 44 + 10_002, 2 ** 44 + 10_003];
    const paused = { paused: { why: 'blocked', since: 0 } };
    const STORE_URL = await storeWith({ [friend]: {}, [stranger]: {}, [gone]: paused, 7: {} });
    const said = await check({ ...env, STORE_URL });
    expect(said.at(-1)).toMatch(/^BAD .*No friends of the account.*: qq:10002\. They have to add it/u);
  });

  it('counts the chats of the official platform in which alerts wait for leave', async () => {
    const qq = await startOfficial();
    onTestFinished(() => qq.close());
    const STORE_URL = await storeWith({ [2 ** 46 + 1]: { pending }, [2 ** 46 + 2]: {}, 7: { pending } });
    const env = { QQ_APP_ID: qq.app.id, QQ_APP_SECRET: qq.app.secret, QQ_API_ROOT: qq.root };
    expect((await check({ ...env, STORE_URL })).at(-1)).toMatch(
      /^note .*Chats there in which alerts wait: 1/u,
    );
  });
});
