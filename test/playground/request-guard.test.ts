import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startPlayground } from '../../playground/server.ts';

async function playground() {
  const server = await startPlayground();
  onTestFinished(() => server.close());
  const { port, telegram, world } = server;
  const own = server.address;
  const user = telegram.state.users.all()[0]?.id ?? 0;
  /** The status of an answer; unlike fetch, this may name any host and origin, as a browser would for another page. */
  const ask = (path: string, headers: Record<string, string> = {}, body?: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        response.destroy();
        resolve(response.statusCode);
      });
      asked.once('error', reject).end(body);
    });
  const send = (headers: Record<string, string>) =>
    ask('/client/send', headers, JSON.stringify({ user, chat: user, text: 'hello' }));
  const gain = (headers: Record<string, string>) =>
    ask('/bilibili/control/fans/gain', headers, JSON.stringify({ mid: world.owner, n: 1 }));
  return { ...server, own, user, ask, send, gain };
}

describe('a page from elsewhere, in a browser on this machine', () => {
  test('cannot pass for a page of the playground under a name of its own that leads here', async () => {
    const { port, ask } = await playground();
    for (const path of ['/', '/run', '/client/state', '/bilibili/control/state']) {
      expect(await ask(path, { host: `rebound.example.org:${port}` }), path).toBe(403);
      expect(await ask(path, { host: `127.0.0.1.example.org:${port}` }), path).toBe(403);
      expect(await ask(path, { host: `127.0.0.1:${port + 1}` }), path).toBe(403);
    }
  });

  test('cannot send, press or change anything', async () => {
    const { telegram, world, user, send, gain } = await playground();
    const fans = world.fansOf(world.owner).length;
    for (const origin of [
      'https://example.org',
      'http://127.0.0.1:1',
      'null',
      'https://space.bilibili.com',
    ]) {
      expect(await send({ origin, 'content-type': 'text/plain' }), origin).toBe(403);
    }
    expect(await gain({ origin: 'https://example.org' })).toBe(403);
    expect(await gain({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await gain({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(telegram.history(user)).toEqual([]);
    expect(world.fansOf(world.owner)).toHaveLength(fans);
  });

  test('cannot make a QR code for the phone by showing a picture', async () => {
    const { world, ask } = await playground();
    const picture = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'image',
    };
    const qr = '/bilibili/passport.bilibili.com/x/passport-login/web/qrcode/generate';
    expect(await ask(qr, picture)).toBe(403);
    expect(world.qr.pending()).toEqual([]);
    expect(await ask(qr)).toBe(200);
    expect(world.qr.pending()).toHaveLength(1);
  });

  test('may link to the playground', async () => {
    const { ask } = await playground();
    expect(await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
  });
});

test('the own page may do all that, by either name of this machine', async () => {
  const { port, own, send, gain } = await playground();
  const local = `localhost:${port}`;
  expect(await send({ origin: own, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await send({ origin: `http://${local}`, host: local })).toBe(200);
  expect(await gain({ origin: own })).toBe(200);
});

test('a client of the simulated site may say that it comes from a page of the site, as the real one wants', async () => {
  const { ask } = await playground();
  const modify = '/bilibili/api.bilibili.com/x/relation/modify';
  expect(await ask(modify, { origin: 'https://space.bilibili.com' }, '')).toBe(200);
  expect(await ask(modify, { origin: 'https://space.bilibili.com.example.org' }, '')).toBe(403);
});

test('the token of the bot is another one in each run', async () => {
  const [one, two] = [await playground(), await playground()];
  expect(one.telegram.token).not.toBe(two.telegram.token);
});

test.each(['http://127.0.0.1:9/', 'http://127.0.0.1/', 'https://example.org/'])(
  'nothing is delivered to a webhook at %s: the playground started nothing there',
  async (url) => {
    const { address, telegram } = await playground();
    const asked = await fetch(`${address}/bot${telegram.token}/setWebhook`, {
      method: 'POST',
      body: new URLSearchParams({ url }),
    });
    expect(await asked.json()).toMatchObject({ ok: false, error_code: 400 });
    expect(telegram.state.webhook.url).toBe('');
  },
);
