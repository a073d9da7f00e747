import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

const rows = [
  [
    { text: '➕ 关注', callback_data: 'follow' },
    { text: '取消关注', callback_data: 'unfollow' },
  ],
  [
    { text: 'space', url: 'https://space.bilibili.com/1' },
    { text: '1/3', disabled: {} },
  ],
];

/** Alice with a message of the bot that has buttons; `query` is the newest callback query in the queue. */
async function chatWithButtons(now?: () => number) {
  const server = await useTelegram(now ? { now } : {});
  const { telegram, call } = server;
  const alice = telegram.actor({ firstName: 'Alice' });
  await call('sendMessage', { chat_id: alice.chat, text: '山新', reply_markup: { inline_keyboard: rows } });
  const query = () => telegram.state.updates.pending().at(-1)?.callback_query;
  const answer = (params: object = {}) =>
    call('answerCallbackQuery', { callback_query_id: query()?.id, ...params });
  return { ...server, alice, query, answer };
}

const tooOld = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

test.each(['➕ 关注', '关注', 'follow', /^➕/, { data: 'follow' }])(
  'a button is pressed by label, bare label, data or pattern: %o',
  async (choice) => {
    const { telegram, alice, query, answer } = await chatWithButtons();
    const pressed = telegram.press(alice.user, alice.last(), choice);
    expect(query()).toEqual({
      id: expect.any(String),
      from: alice.user,
      message: alice.last(),
      chat_instance: expect.any(String),
      data: 'follow',
    });
    expect(await answer({ text: 'done', show_alert: true })).toEqual({ ok: true, result: true });
    expect(await pressed).toEqual({ text: 'done', showAlert: true });
  },
);

test('a query is answered once', async () => {
  const { telegram, alice, answer, call } = await chatWithButtons();
  const pressed = telegram.press(alice.user, alice.last(), 'follow');
  await answer();
  expect(await pressed).toEqual({ showAlert: false });
  expect(await answer()).toEqual({ ok: false, error_code: 400, description: tooOld });
  expect(await call('answerCallbackQuery', { callback_query_id: '1' })).toMatchObject({
    description: tooOld,
  });
});

test('a query cannot be answered after half a minute', async () => {
  let now = 1_700_000_000_000;
  const { telegram, alice, answer } = await chatWithButtons(() => now);
  const pressed = telegram.press(alice.user, alice.last(), 'follow', { timeout: 20 });
  const unanswered = expect(pressed).rejects.toThrow('the bot did not answer the press of "follow"');
  now += 31_000;
  expect(await answer()).toMatchObject({ ok: false, description: tooOld });
  await unanswered;
});

test('an answer has at most 200 characters', async () => {
  const { telegram, alice, answer } = await chatWithButtons();
  const pressed = telegram.press(alice.user, alice.last(), 'follow');
  expect(await answer({ text: 'x'.repeat(201) })).toMatchObject({
    description: 'Bad Request: MESSAGE_TOO_LONG',
  });
  expect(await answer({ text: 'x'.repeat(200) })).toMatchObject({ ok: true });
  await pressed;
});

test.each([
  ['space', 'button "space" sends the bot nothing'],
  ['1/3', 'button "1/3" sends the bot nothing'],
  ['block', 'message 1 has no button "block", but [➕ 关注 | 取消关注 / space ↗ | (1/3)]'],
])('pressing %s is refused', async (choice, message) => {
  const { telegram, alice } = await chatWithButtons();
  await expect(telegram.press(alice.user, alice.last(), choice)).rejects.toThrow(message);
  expect(telegram.state.updates.pending()).toEqual([]);
});

test('nobody presses what has been deleted, or what is in a chat of others', async () => {
  const { telegram, call, alice } = await chatWithButtons();
  const card = alice.last();
  const bob = telegram.user({ firstName: 'Bob' });
  await expect(telegram.press(bob, card, 'follow')).rejects.toThrow('Bob is not in chat');
  await call('deleteMessage', { chat_id: alice.chat, message_id: card.message_id });
  await expect(telegram.press(alice.user, card, 'follow')).rejects.toThrow('there is no message 1');
});

test('an app that is behind presses a button that is gone', async () => {
  const { telegram, alice, query, answer } = await chatWithButtons();
  const gone = { data: 'old' };
  await expect(telegram.press(alice.user, alice.last(), gone)).rejects.toThrow('has no button with data old');
  const pressed = telegram.press(alice.user, alice.last(), gone, { forge: true });
  expect(query()?.data).toBe('old');
  await answer();
  await pressed;
});
