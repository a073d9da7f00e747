import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { createTelegram, createTelegramApp, startTelegram } from '../../../playground/telegram/index.ts';
import { useTelegram } from './bot-api-client.ts';

test('closing ends polls, hung calls and event streams at once', async () => {
  const { telegram, root, close, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice' });
  const poll = call('getUpdates', { timeout: 50 }).catch(() => 'cut');
  telegram.faults.failNext('getMe', 'hang');
  const hung = call('getMe').catch(() => 'cut');
  const stream = (await fetch(`${root}/client/events?user=${alice.id}`)).text().catch(() => 'cut');
  await telegram.polled();

  const before = performance.now();
  await close();
  await Promise.all([poll, hung, stream]);
  expect(performance.now() - before).toBeLessThan(1000);
  await expect(fetch(root)).rejects.toThrow();
});

test('a Telegram that was down comes back on the same port with all it knew', async () => {
  const { telegram, port, close } = await startTelegram();
  const alice = telegram.actor({ firstName: 'Alice' });
  await close({ keep: true });
  await alice.send('are you there?');
  const again = await startTelegram({ telegram, port });
  onTestFinished(() => again.close());
  const response = await fetch(`${again.root}/bot${telegram.token}/getUpdates`);
  expect(await response.json()).toMatchObject({ result: [{ message: { text: 'are you there?' } }] });
});

test('the app can be a part of another one', async () => {
  const telegram = createTelegram({ username: 'guest_bot' });
  const app = new Hono().get('/', (c) => c.text('the page')).route('/', createTelegramApp(telegram));
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await (await fetch(root)).text()).toBe('the page');
  const me = await fetch(`${root}/bot${telegram.token}/getMe`);
  expect(await me.json()).toMatchObject({ ok: true, result: { username: 'guest_bot' } });

  const alice = telegram.user({ firstName: 'Alice' });
  const stream = await fetch(`${root}/client/events?user=${alice.id}`);
  const poll = fetch(`${root}/bot${telegram.token}/getUpdates?timeout=50`);
  await telegram.polled();
  telegram.faults.failNext('getMe', 'reset');
  await expect(fetch(`${root}/bot${telegram.token}/getMe`)).rejects.toThrow();
  // The other app's server goes on; what waits here ends all the same.
  telegram.close();
  expect(await (await poll).json()).toEqual({ ok: true, result: [] });
  expect(await stream.text()).toContain('event: open');
});

test('a token without a bot id is refused', () => {
  expect(() => createTelegram({ token: 'secret' })).toThrow('a bot token starts with the bot id and a colon');
});
