import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

async function startWithAlice() {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.user({ firstName: 'Alice', languageCode: 'en' });
  const say = (text: string) => telegram.send(alice, alice, text);
  const get = async (params: Record<string, unknown> = {}) =>
    (await call('getUpdates', params)).result as Update[];
  const texts = async (params: Record<string, unknown> = {}) =>
    (await get(params)).map(({ message }) => message?.text);
  return { ...server, alice, say, get, texts };
}

test('updates come in order, and again until they are confirmed', async () => {
  const { say, get, texts } = await startWithAlice();
  for (const text of ['one', 'two', 'three']) say(text);
  const updates = await get();
  expect(updates.map(({ update_id }) => update_id - (updates[0]?.update_id ?? 0))).toEqual([0, 1, 2]);
  expect(await texts({ limit: 2 })).toEqual(['one', 'two']);
  expect(await texts({ offset: updates[1]?.update_id })).toEqual(['two', 'three']);
  expect(await texts()).toEqual(['two', 'three']);
  expect(await texts({ offset: -1 })).toEqual(['three']);
  expect(await texts({ offset: (updates[2]?.update_id ?? 0) + 1 })).toEqual([]);
});

test('a long poll waits for the next update', async () => {
  const { telegram, say, texts } = await startWithAlice();
  const waiting = texts({ timeout: 50 });
  await telegram.polled();
  say('hello');
  expect(await waiting).toEqual(['hello']);
});

test('a long poll with nothing to tell ends after its time', async () => {
  const { texts } = await startWithAlice();
  const before = Date.now();
  expect(await texts({ timeout: 1 })).toEqual([]);
  expect(Date.now() - before).toBeGreaterThan(900);
});

test('a second poll ends the first with 409', async () => {
  const { telegram, call, say, texts } = await startWithAlice();
  const first = call('getUpdates', { timeout: 50 });
  await telegram.polled();
  const second = texts({ timeout: 50 });
  expect(await first).toEqual({
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  say('hello');
  expect(await second).toEqual(['hello']);
});

test('a bot that has died leaves no poll behind', async () => {
  const { telegram, root, say, texts } = await startWithAlice();
  const dying = new AbortController();
  const url = `${root}/bot${telegram.state.token}/getUpdates?timeout=50`;
  const lost = fetch(url, { signal: dying.signal }).catch(() => 'gone');
  await telegram.polled();
  dying.abort();
  expect(await lost).toBe('gone');
  say('are you there?');
  expect(await texts({ timeout: 50 })).toEqual(['are you there?']);
});

test('only what the bot asks for is queued, and the setting stays', async () => {
  const { telegram, alice, say, get } = await startWithAlice();
  await get({ allowed_updates: ['my_chat_member'] });
  say('unheard');
  telegram.block(alice);
  expect((await get()).map((update) => Object.keys(update)[1])).toEqual(['my_chat_member']);
  await get({ allowed_updates: [] });
  telegram.unblock(alice);
  say('heard');
  expect((await get()).map((update) => Object.keys(update)[1])).toEqual([
    'my_chat_member',
    'my_chat_member',
    'message',
  ]);
});

test('a message carries its author, its command and what it answers', async () => {
  const { telegram, alice, call, get } = await startWithAlice();
  telegram.privateChat(alice);
  const { result } = await call('sendMessage', { chat_id: alice.id, text: 'whom?' });
  telegram.send(alice, alice, '/who @somebody b23.tv/x', { replyTo: 1 });
  expect((await get())[0]?.message).toMatchObject({
    from: { id: alice.id, language_code: 'en', is_bot: false },
    chat: { id: alice.id, type: 'private' },
    entities: [
      { type: 'bot_command', offset: 0, length: 4 },
      { type: 'mention', offset: 5, length: 9 },
      { type: 'url', offset: 15, length: 8 },
    ],
    reply_to_message: result,
  });
});

test('drained tells when the bot has taken everything', async () => {
  const { telegram, say, get } = await startWithAlice();
  say('one');
  let drained = false;
  const done = telegram.drained().then(() => {
    drained = true;
  });
  const [update] = await get();
  expect(drained).toBe(false);
  await get({ offset: (update?.update_id ?? 0) + 1 });
  await done;
  expect(drained).toBe(true);
});
