import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, webhookCallback } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { type TestTelegram, useTelegram } from './bot-api-client.ts';

/** A grammY bot behind a webhook, which says back what it hears; `failures` requests are answered with 500 first. */
async function startHook({ telegram, root }: TestTelegram, failures = 0): Promise<string> {
  const bot = new Bot(telegram.token, { client: { apiRoot: root } });
  bot.on('message:text', (ctx) => ctx.reply(`heard ${ctx.message.text}`));
  const handle = webhookCallback(bot, 'http', { secretToken: 'hush' });
  let left = failures;
  const server = createServer((request, response) => {
    left -= 1;
    if (left >= 0) response.writeHead(500).end();
    else void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

test('updates go to the webhook with the secret, those of before as well', async () => {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.actor({ firstName: 'Alice' });
  await alice.send('one');
  const url = await startHook(server);
  expect(await call('setWebhook', { url, secret_token: 'hush' })).toEqual({ ok: true, result: true });
  await alice.see('heard one');
  await alice.send('two');
  await alice.see('heard two');
  await telegram.drained();
  expect((await call('getWebhookInfo')).result).toEqual({
    url,
    has_custom_certificate: false,
    pending_update_count: 0,
  });
});

test('an update that is refused is sent again', async () => {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.actor({ firstName: 'Alice' });
  await call('setWebhook', { url: await startHook(server, 1), secret_token: 'hush' });
  await alice.send('one');
  await alice.see('heard one');
  expect((await call('getWebhookInfo')).result).toMatchObject({
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  });
});

test('the wrong secret lets nothing through', async () => {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.actor({ firstName: 'Alice' });
  await call('setWebhook', { url: await startHook(server), secret_token: 'loud' });
  await alice.send('one');
  await expect
    .poll(async () => (await call('getWebhookInfo')).result)
    .toMatchObject({
      pending_update_count: 1,
      last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
    });
});

test('polling and a webhook exclude each other', async () => {
  const server = await useTelegram();
  const { telegram, call } = server;
  const poll = call('getUpdates', { timeout: 50 });
  await telegram.polled();
  await call('setWebhook', { url: await startHook(server) });
  expect(await poll).toMatchObject({
    error_code: 409,
    description: 'Conflict: terminated by setWebhook request',
  });
  expect(await call('getUpdates')).toMatchObject({
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  await call('deleteWebhook');
  expect(await call('getUpdates')).toEqual({ ok: true, result: [] });
});

test.each([
  [{ url: 'http://example.org/hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
  [{ url: 'http://127.0.0.1:80@example.org/' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
  [{ url: 'https://example.org/hook' }, 'bad webhook: Failed to resolve host: Name or service not known'],
  [{ url: 'https://example.org/', secret_token: 'no spaces' }, 'secret token contains unallowed characters'],
])('a webhook of %o is refused', async (params, description) => {
  const { call } = await useTelegram();
  expect(await call('setWebhook', params)).toMatchObject({ description: `Bad Request: ${description}` });
});

test('a webhook on the internet is delivered to where a test says that it is', async () => {
  const places = new Map<string, string>();
  const server = await useTelegram({ webhookUrl: (url) => places.get(url) });
  const alice = server.telegram.actor({ firstName: 'Alice' });
  const here = await startHook(server);
  expect(await server.call('setWebhook', { url: here })).toMatchObject({ ok: false });
  const url = 'https://bot.example.org/hook';
  places.set(url, here);
  expect(await server.call('setWebhook', { url, secret_token: 'hush' })).toMatchObject({ ok: true });
  await alice.send('one');
  await alice.see('heard one');
});

test('a token that was not chosen cannot be guessed', async () => {
  const [one, two] = [await useTelegram(), await useTelegram()];
  expect(one.telegram.token).toMatch(/^\d+:[\w-]{35}$/);
  expect(two.telegram.token).not.toBe(one.telegram.token);
});
