import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { CannotListen, type Listening, listen } from '../../src/http/listen.ts';
import { telegramWebhook } from '../../src/http/telegram-webhook.ts';

const secret = 'a-secret_of-ours';

/** The route of a webhook at `/hook:1/*`, which are letters like any other here, and the updates it took. */
async function startHook(): Promise<{
  taken: unknown[];
  door: { open: boolean };
  http: Listening;
  url: string;
}> {
  const taken: unknown[] = [];
  const door = { open: true };
  const taker = {
    get open() {
      return door.open;
    },
    async take(updates: readonly unknown[]) {
      taken.push(...updates);
    },
  };
  const app = createApp({
    problems: async () => [],
    metrics: { text: async () => '', contentType: 'text/plain' },
    webhooks: [telegramWebhook({ url: 'https://bot.example.org/hook:1/*', secret }, taker)],
  });
  const http = await listen(app, '127.0.0.1', 0);
  onTestFinished(() => http.close());
  return { taken, door, http, url: `${http.address}/hook:1/*` };
}

function post(url: string, body: string, given: string | undefined = secret): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': given };
  return fetch(url, { method: 'POST', body, headers });
}

const update = JSON.stringify({ update_id: 7, message: { text: 'hello' } });

it('takes an update, whole, and answers at once', async () => {
  const { taken, url } = await startHook();
  const response = await post(url, update);
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(taken).toEqual([JSON.parse(update)]);
});

it.each<[what: string, status: number, path: string, body: string, secret: string]>([
  ['another secret', 401, '/hook:1/*', update, 'a-secret_of-theirs'],
  ['no secret', 401, '/hook:1/*', update, ''],
  ['the beginning of the secret', 401, '/hook:1/*', update, 'a-secret'],
  ['another path', 404, '/hook:2/x', update, secret],
  ['another path that only looks alike', 404, '/hook:1/x', update, secret],
  ['the root', 404, '/', update, secret],
  ['no JSON', 400, '/hook:1/*', 'update_id=7', secret],
  ['half of it', 400, '/hook:1/*', update.slice(0, 20), secret],
  ['nothing', 400, '/hook:1/*', '', secret],
  ['a list', 400, '/hook:1/*', '[]', secret],
  ['no number', 400, '/hook:1/*', '{"update_id":"7"}', secret],
  ['too much', 413, '/hook:1/*', `{"update_id":7,"x":"${'x'.repeat(1024 * 1024)}"}`, secret],
])('%s is answered with %i', async (_, status, path, body, given) => {
  const { taken, http } = await startHook();
  expect((await post(http.address + path, body, given)).status).toBe(status);
  expect(taken).toEqual([]);
});

it('whoever does not know the secret is turned away before the body has come', async () => {
  const { url } = await startHook();
  const call = request(url, { method: 'POST', headers: { 'content-length': 1000 } });
  onTestFinished(() => void call.destroy());
  const status = new Promise((resolve) => call.on('response', (response) => resolve(response.statusCode)));
  call.flushHeaders();
  expect(await status).toBe(401);
});

it('what comes in pieces without a length is cut off all the same', async () => {
  const { taken, url } = await startHook();
  const call = request(url, { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': secret } });
  call.on('error', () => undefined);
  const status = new Promise((resolve) => call.on('response', (response) => resolve(response.statusCode)));
  for (let sent = 0; sent < 20; sent += 1) call.write('x'.repeat(100_000));
  call.end();
  expect(await status).toBe(413);
  expect(taken).toEqual([]);
});

it('what is too large is the last on its connection', async () => {
  const { url } = await startHook();
  const response = await post(url, 'x'.repeat(2 * 1024 * 1024));
  expect(response.headers.get('connection')).toBe('close');
});

it('is asked to come again while no updates are wanted', async () => {
  const { taken, door, url } = await startHook();
  door.open = false;
  expect((await post(url, update)).status).toBe(503);
  expect(taken).toEqual([]);
});

it('a webhook is not read with GET, and takes nothing away from what is', async () => {
  const { http, url } = await startHook();
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(`${http.address}/healthz`)).status).toBe(200);
});

it('says in words that a port is taken, or that an address is not there', async () => {
  const { http } = await startHook();
  const app = createApp({
    problems: async () => [],
    metrics: { text: async () => '', contentType: '' },
  });
  const taken = listen(app, '127.0.0.1', Number(new URL(http.address).port));
  await expect(taken).rejects.toThrow(/another program has it.*HTTP_PORT/u);
  await expect(taken).rejects.toBeInstanceOf(CannotListen);
  await expect(listen(app, '192.0.2.1', 0)).rejects.toThrow(/HTTP_HOST/u);
});
