import { describe, expect, test } from 'vitest';
import { forbidden, type Telegram, tooManyRequests } from '../../../playground/telegram/index.ts';
import { type Answer, useTelegram } from './bot-api-client.ts';

async function startWithAlice(options: { limits?: boolean; now?: () => number } = {}) {
  const server = await useTelegram(options);
  const { id } = server.telegram.privateChat(server.telegram.user({ firstName: 'Alice' }));
  const say = (text = 'hi', chat_id = id) => server.call('sendMessage', { chat_id, text });
  return { ...server, id, say };
}

const texts = (telegram: Telegram, chat: number) => telegram.history(chat).map(({ text }) => text);

describe('failures on demand', () => {
  test('the next call is refused, those after it pass', async () => {
    const { telegram, say } = await startWithAlice();
    telegram.faults.failNext('sendMessage', tooManyRequests(3), { times: 2 });
    const refused = {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    };
    expect(await say()).toEqual(refused);
    expect(await say()).toEqual(refused);
    expect(await say()).toMatchObject({ ok: true });
    expect(telegram.calls('sendMessage').map(({ ok }) => ok)).toEqual([false, false, true]);
  });

  test('a failure can be meant for one chat', async () => {
    const { telegram, id, say } = await startWithAlice();
    const bob = telegram.privateChat(telegram.user({ firstName: 'Bob' }));
    telegram.faults.failNext('*', forbidden('bot was blocked by the user'), {
      chat: bob.id,
      times: Infinity,
    });
    expect(await say('hi', id)).toMatchObject({ ok: true });
    expect(await say('hi', bob.id)).toMatchObject({ error_code: 403 });
    expect(await say('hi', bob.id)).toMatchObject({ error_code: 403 });
    telegram.faults.clear();
    expect(await say('hi', bob.id)).toMatchObject({ ok: true });
  });

  test('a cut connection does nothing, a lost answer has done it', async () => {
    const { telegram, id, say } = await startWithAlice();
    telegram.faults.failNext('sendMessage', 'reset');
    await expect(say('never sent')).rejects.toThrow();
    telegram.faults.failNext('sendMessage', 'lost');
    await expect(say('sent all the same')).rejects.toThrow();
    expect(texts(telegram, id)).toEqual(['sent all the same']);
  });

  test('a hung call is let go when the mode is cleared', async () => {
    const { telegram, id, say } = await startWithAlice();
    telegram.faults.failNext('sendMessage', 'hang');
    const hung = say('hung').catch(() => 'cut');
    await say('passes');
    telegram.faults.clear();
    expect(await hung).toBe('cut');
    expect(texts(telegram, id)).toEqual(['passes']);
  });

  test('a held call is carried out at once and answered when the mode is cleared', async () => {
    const { telegram, id, say } = await startWithAlice();
    telegram.faults.failNext('sendMessage', 'held');
    const held = say('held');
    await telegram.waitFor(id, ({ text }) => text === 'held');
    await say('passes');
    expect(telegram.calls('sendMessage').map(({ ok }) => ok)).toEqual([undefined, true]);
    telegram.faults.clear();
    expect(await held).toMatchObject({ ok: true, result: { text: 'held' } });
    expect(texts(telegram, id)).toEqual(['held', 'passes']);
  });

  test('a call can be struck by what is planned as it comes in', async () => {
    const { telegram, id, say } = await startWithAlice();
    const stop = telegram.on('call', ({ method, params }) => {
      if (params.text === 'struck') telegram.faults.failNext(method, 'reset');
    });
    await say('passes');
    await expect(say('struck')).rejects.toThrow();
    stop();
    await say('struck');
    expect(texts(telegram, id)).toEqual(['passes', 'struck']);
  });

  test('a gateway answers with a page', async () => {
    const { telegram, root } = await startWithAlice();
    telegram.faults.failNext('getMe', 'html');
    const response = await fetch(`${root}/bot${telegram.state.token}/getMe`);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('<html>');
  });
});

describe('an outage', () => {
  test('cuts a waiting poll, refuses everything, and loses no update', async () => {
    const { telegram, root, id, call, say } = await startWithAlice();
    const poll = call('getUpdates', { timeout: 50 }).catch(() => 'cut');
    await telegram.polled();
    telegram.faults.goDown();
    expect(await poll).toBe('cut');
    await expect(say()).rejects.toThrow();
    const alice = telegram.state.users.get(id);
    if (alice) telegram.send(alice, id, 'hello?');
    telegram.faults.goDown('html');
    expect((await fetch(`${root}/bot${telegram.state.token}/getMe`)).status).toBe(502);
    telegram.faults.comeBack();
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([{ message: { text: 'hello?' } }]);
  });
});

describe('limits', () => {
  /** Sends until refused; returns how many passed and how long to wait. */
  async function flood(
    send: () => Promise<Answer>,
  ): Promise<[passed: number, retryAfter: number | undefined]> {
    for (let passed = 0; ; passed += 1) {
      const { ok, parameters } = await send();
      if (!ok) return [passed, parameters?.retry_after];
    }
  }

  test('a chat takes a short burst, then one message a second', async () => {
    let now = 1_700_000_000_000;
    const { say } = await startWithAlice({ limits: true, now: () => now });
    expect(await flood(say)).toEqual([3, 3]);
    now += 3000;
    for (let second = 0; second < 10; second += 1) {
      expect(await say()).toMatchObject({ ok: true });
      now += 1000;
    }
  });

  test('a group takes twenty messages a minute', async () => {
    let now = 1_700_000_000_000;
    const { telegram, say } = await startWithAlice({ limits: true, now: () => now });
    const group = telegram.group({ title: 'fans', members: [telegram.user({ firstName: 'Bob' })] });
    const passed = await flood(() => {
      now += 1000;
      return say('hi', group.id);
    });
    expect(passed).toEqual([20, 40]);
    now += 40_000;
    expect(await say('hi', group.id)).toMatchObject({ ok: true });
  });

  test('the bot sends thirty messages a second in all', async () => {
    let now = 1_700_000_000_000;
    const { telegram, say } = await startWithAlice({ limits: true, now: () => now });
    const chats = Array.from(
      { length: 31 },
      () => telegram.privateChat(telegram.user({ firstName: 'x' })).id,
    );
    expect(await flood(() => say('hi', chats.pop()))).toEqual([30, 1]);
    now += 1000;
    expect(await say()).toMatchObject({ ok: true });
  });

  test('nothing is refused while they are off', async () => {
    const { telegram, say } = await startWithAlice();
    for (let count = 0; count < 40; count += 1) expect(await say()).toMatchObject({ ok: true });
    telegram.limits.on = true;
    expect(await flood(say)).toEqual([3, 3]);
  });
});
