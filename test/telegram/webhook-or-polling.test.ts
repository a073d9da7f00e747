import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, it, onTestFinished } from 'vitest';
import { TelegramRefused as Refusal, startTelegram } from '../../playground/telegram/index.ts';
import type { BotContext } from '../../src/bot/context.ts';
import { createUpdateQueue } from '../../src/bot/update-queue.ts';
import { createLog } from '../../src/log.ts';
import { TelegramRefused } from '../../src/telegram/fatal-telegram-error.ts';
import { telegramFetch } from '../../src/telegram/fetch.ts';
import { pollUpdates } from '../../src/telegram/polling.ts';
import { createConnection } from '../../src/telegram/reachability-and-retries.ts';
import { prepareBot, startUpdates, type UpdateStreamDeps } from '../../src/telegram/webhook-or-polling.ts';
import { createTestClock } from '../support/clock.ts';

/** A bot that says back what it hears, with time in the test's hand; `heard` counts how often it came back. */
async function useReceiving() {
  const server = await startTelegram();
  const clock = createTestClock();
  const lines: string[] = [];
  const log = createLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
  const heard = { backs: 0 };
  const connection = createConnection({
    clock,
    log,
    onBack: () => {
      heard.backs += 1;
    },
  });
  const bot = new Bot<BotContext>(server.telegram.token, {
    client: { apiRoot: server.root, fetch: telegramFetch as never },
  });
  bot.on('message:text', (ctx) => ctx.reply(`heard ${ctx.message.text}`));
  // What hangs at the end of a test fails when its server closes.
  bot.catch(() => undefined);
  const updateQueue = createUpdateQueue(bot, { monotonic: clock.monotonic });
  const ending = new AbortController();
  onTestFinished(async () => {
    ending.abort();
    await server.close();
  });
  return {
    ...server,
    clock,
    heard,
    lines,
    bot,
    updateQueue,
    alice: server.telegram.actor({ firstName: 'Alice' }),
    introduce: () => prepareBot({ bot, connection, log }, ending.signal),
    async receive(webhook?: UpdateStreamDeps['webhook']) {
      await prepareBot({ bot, connection, log, webhook }, ending.signal);
      const updates = startUpdates({ bot, updateQueue, connection, clock, log, webhook });
      onTestFinished(() => updates.stop(0));
      return updates;
    },
    /** Lets the next try of a call come, which waits for its time. */
    async nextTry() {
      await expect.poll(() => clock.sleepers, { interval: 1 }).toBe(1);
      await clock.advance(3000);
    },
  };
}

it.each(['reset', 'html'] as const)(
  'however long Telegram is away (%s), three seconds after its return the bot is back',
  async (how) => {
    const { telegram, clock, heard, alice, receive, nextTry } = await useReceiving();
    await receive();
    await telegram.polled();
    telegram.faults.goDown(how);
    await clock.advance(3600_000);
    // The wait does not grow with the tries.
    for (let tries = 0; tries < 12; tries += 1) await nextTry();
    expect(heard.backs).toBe(0);
    telegram.faults.comeBack();
    await alice.send('hello');
    await nextTry();
    await alice.see('heard hello');
    expect(heard.backs).toBe(1);
  },
);

it('while Telegram is away it is asked without waiting, so that its return is known at once', async () => {
  const { telegram, heard, receive, nextTry } = await useReceiving();
  await receive();
  await telegram.polled();
  telegram.faults.goDown();
  await nextTry();
  telegram.faults.comeBack();
  const asked = telegram.calls('getUpdates').length;
  await nextTry();
  await expect.poll(() => heard.backs).toBe(1);
  await telegram.polled();
  const waits = telegram.calls('getUpdates').slice(asked);
  expect(waits.map(({ params }) => Number(params.timeout))).toEqual([0, 30]);
});

it('an hour without Telegram at the start is waited for in the same way', async () => {
  const { telegram, introduce, nextTry } = await useReceiving();
  telegram.faults.goDown();
  const introduced = introduce();
  for (let tries = 0; tries < 12; tries += 1) await nextTry();
  telegram.faults.comeBack();
  await nextTry();
  await introduced;
});

it('a server that is too busy is asked again, not taken for an end', async () => {
  const { telegram, alice, receive, nextTry } = await useReceiving();
  telegram.faults.failNext('getUpdates', new Refusal(429, 'Too Many Requests', { retry_after: 1 }));
  await receive();
  await nextTry();
  await alice.send('hello');
  await alice.see('heard hello');
});

it('another program that fetches the same updates for a moment is outlived', async () => {
  const { telegram, root, clock, alice, receive, nextTry } = await useReceiving();
  const updates = await receive();
  let over = false;
  updates.ended.catch(() => {
    over = true;
  });
  for (let times = 0; times < 5; times += 1) {
    await telegram.polled();
    await fetch(`${root}/bot${telegram.token}/getUpdates?timeout=0`);
    await nextTry();
  }
  await telegram.polled();
  await alice.send('hello');
  await alice.see('heard hello');
  expect(over).toBe(false);
  expect(clock.sleepers).toBe(0);
});

it('one that keeps fetching ends the program, with words', async () => {
  const { telegram, root, clock, receive } = await useReceiving();
  const updates = await receive();
  let error: unknown;
  updates.ended.catch((reason: unknown) => {
    error = reason;
  });
  for (let seconds = 0; error === undefined && seconds < 60; seconds += 3) {
    await telegram.polled();
    await fetch(`${root}/bot${telegram.token}/getUpdates?timeout=0`);
    await expect.poll(() => clock.sleepers === 1 || error !== undefined, { interval: 1 }).toBe(true);
    await clock.advance(3000);
  }
  expect(error).toBeInstanceOf(TelegramRefused);
  expect(String(error)).toContain('Another program is fetching');
});

it('a token that is taken back while it runs ends the program, with words', async () => {
  const { telegram, receive } = await useReceiving();
  telegram.faults.failNext('getUpdates', new Refusal(401, 'Unauthorized'));
  const updates = await receive();
  await expect(updates.ended).rejects.toThrow('does not accept BOT_TOKEN (401 Unauthorized)');
});

it('so does one that is taken back while Telegram brings the updates', async () => {
  const { telegram, clock, receive } = await useReceiving();
  const updates = await receive({ url: 'http://127.0.0.1:9/', secret: 'x' });
  telegram.faults.failNext('getWebhookInfo', new Refusal(401, 'Unauthorized'));
  await expect.poll(() => clock.sleepers).toBe(1);
  await clock.advance(60_000);
  await expect(updates.ended).rejects.toThrow('does not accept BOT_TOKEN (401 Unauthorized)');
});

it('that Telegram cannot bring an update to the webhook is logged at the next check', async () => {
  const { telegram, clock, lines, alice, receive } = await useReceiving();
  await receive({ url: 'http://127.0.0.1:9/', secret: 'x' });
  const troubles = () => lines.filter((line) => line.includes('could not bring an update'));
  const check = async () => {
    const checks = telegram.calls('getWebhookInfo').length;
    await expect.poll(() => clock.sleepers).toBe(1);
    await clock.advance(60_000);
    await expect.poll(() => telegram.calls('getWebhookInfo').length).toBe(checks + 1);
    await expect.poll(() => clock.sleepers).toBe(1);
  };
  await check();
  expect(troubles()).toEqual([]);
  await alice.send('hello');
  await expect.poll(() => telegram.state.webhook.lastError().last_error_date).toBeDefined();
  await check();
  expect(troubles()).toHaveLength(1);
  expect(JSON.parse(troubles()[0] ?? '')).toMatchObject({
    level: 'warn',
    waiting: 1,
    why: expect.any(String),
  });
});

it('an update that comes in as the program stops is left to the next start', async () => {
  const { alice, clock, updateQueue, introduce, bot } = await useReceiving();
  await introduce();
  await alice.send('hello');
  const closing = new AbortController();
  const log = createLog({ level: 'silent' });
  const connection = createConnection({ clock, log });
  bot.api.config.use(async (call, ...rest) => {
    const answer = await call(...rest);
    closing.abort();
    return answer;
  });
  await expect(pollUpdates({ bot, updateQueue, connection, clock, log }, closing.signal)).rejects.toThrow(
    'aborted',
  );
  expect(updateQueue.size).toBe(0);
});

it('an update that Telegram brings twice is handled once', async () => {
  const { telegram, root, updateQueue, alice, introduce } = await useReceiving();
  expect(updateQueue.open).toBe(false);
  await introduce();
  expect(updateQueue.open).toBe(true);
  await alice.send('hello');
  const answer = await fetch(`${root}/bot${telegram.token}/getUpdates`);
  const { result } = (await answer.json()) as { result: Update[] };
  await updateQueue.take(result);
  await updateQueue.take(result);
  await updateQueue.drain(5000);
  expect(telegram.calls('sendMessage')).toHaveLength(1);
  updateQueue.close();
  expect(updateQueue.open).toBe(false);
});

it('knows since when nothing has been finished, while something is being handled', async () => {
  const { telegram, clock, updateQueue, alice, receive } = await useReceiving();
  await receive();
  expect(updateQueue.stalledSince).toBeUndefined();
  telegram.faults.failNext('sendMessage', 'hang');
  const begun = clock.monotonic();
  await alice.send('hello');
  await expect.poll(() => updateQueue.size).toBe(1);
  await clock.advance(1000);
  expect(updateQueue.stalledSince).toBe(begun);
  await alice.send('again');
  await alice.see('heard again');
  await expect.poll(() => updateQueue.stalledSince).toBe(begun + 1000);
  telegram.faults.clear();
  await expect.poll(() => updateQueue.size).toBe(0);
  expect(updateQueue.stalledSince).toBeUndefined();
});

it('an address that Telegram does not take for a webhook ends the program, with words', async () => {
  const { receive } = await useReceiving();
  const received = receive({ url: 'http://bot.example.org/', secret: 'x' });
  await expect(received).rejects.toThrow(/does not accept WEBHOOK_URL.*https/u);
});

it('a webhook that another program takes away ends the program within a minute, with words', async () => {
  const { telegram, root, clock, receive } = await useReceiving();
  const updates = await receive({ url: 'http://127.0.0.1:9/', secret: 'x' });
  await expect.poll(() => telegram.calls('setWebhook')).toHaveLength(1);
  expect(telegram.calls('setWebhook')[0]?.params).toMatchObject({
    url: 'http://127.0.0.1:9/',
    secret_token: 'x',
  });
  await fetch(`${root}/bot${telegram.token}/deleteWebhook`);
  await expect.poll(() => clock.sleepers).toBe(1);
  await clock.advance(60_000);
  await expect(updates.ended).rejects.toThrow('Another program has changed the webhook');
});
