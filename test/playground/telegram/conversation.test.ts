import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

const button = (text: string, callback_data: string) => ({ inline_keyboard: [[{ text, callback_data }]] });

/** Alice, and a bot driven by hand. */
async function startWithActor() {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.actor({ firstName: 'Alice' });
  const say = (text: string, params: object = {}) =>
    call('sendMessage', { chat_id: alice.chat, text, ...params });
  const edit = (message_id: number, text: string, params: object = {}) =>
    call('editMessageText', { chat_id: alice.chat, message_id, text, ...params });
  let offset = 0;
  /** Answers the next press and returns its data. */
  const answer = async () => {
    const { result } = await call('getUpdates', { offset, timeout: 5, limit: 1 });
    const [update] = result as Update[];
    offset = (update?.update_id ?? 0) + 1;
    await call('answerCallbackQuery', { callback_query_id: update?.callback_query?.id });
    return update?.callback_query?.data;
  };
  return { ...server, alice, say, edit, answer };
}

test('see finds what has come already and what comes later', async () => {
  const { alice, say } = await startWithActor();
  await say('one');
  expect((await alice.see('one')).text).toBe('one');
  const two = alice.see(/^tw/);
  await say('two');
  expect((await two).text).toBe('two');
});

test('see passes over what does not match, and never looks back', async () => {
  const { alice, say } = await startWithActor();
  for (const text of ['one', 'two', 'one', 'three']) await say(text);
  expect((await alice.see('two')).message_id).toBe(2);
  expect((await alice.see('one')).message_id).toBe(3);
  await expect(alice.see('two', { timeout: 10 })).rejects.toThrow(
    'waited 10 ms for Alice to see two; the chat so far:\n#1 playground_bot: one\n#2 playground_bot: two',
  );
  // What was not found is still there for the next look.
  expect((await alice.next()).text).toBe('three');
});

test('every edit counts, even one that came before the look', async () => {
  const { alice, say, edit } = await startWithActor();
  await say('looking…');
  await edit(1, '50%');
  await edit(1, 'done');
  expect((await alice.see('looking')).edit_date).toBeUndefined();
  const half = await alice.see('50%');
  expect(alice.now(half)?.text).toBe('done');
  expect((await alice.see('done')).message_id).toBe(1);
});

test('the words of the person move nothing', async () => {
  const { alice, say } = await startWithActor();
  await say('an alert');
  await alice.send('/help');
  await say('help');
  await alice.see('an alert');
  await alice.see('help');
});

test('skip passes over everything so far', async () => {
  const { alice, say } = await startWithActor();
  await say('old news');
  alice.skip();
  await say('old news');
  expect((await alice.see('old news')).message_id).toBe(2);
});

test('press takes the message last seen before a newer one with the same button', async () => {
  const { alice, say, answer } = await startWithActor();
  await say('first', { reply_markup: button('go', 'first') });
  await say('second', { reply_markup: button('go', 'second') });

  const newest = alice.press('go');
  expect(await answer()).toBe('second');
  await newest;

  const first = await alice.see('first');
  for (const message of [undefined, first]) {
    const press = alice.press('go', message);
    expect(await answer()).toBe('first');
    await press;
  }
});

test('press waits for the button to appear', async () => {
  const { alice, say, edit, answer } = await startWithActor();
  await say('card');
  await alice.see('card');
  const press = alice.press('follow');
  await edit(1, 'card', { reply_markup: button('➕ follow', 'f:1') });
  await answer();
  expect(await press).toEqual({ showAlert: false });
  await expect(alice.press('block', undefined, { timeout: 10 })).rejects.toThrow(
    'waited 10 ms for a button "block"',
  );
});

test('an unanswered press says so, with the chat', async () => {
  const { alice, say } = await startWithActor();
  await say('card', { reply_markup: button('go', 'go') });
  await expect(alice.press('go', undefined, { timeout: 10 })).rejects.toThrow(
    'the bot did not answer the press of "go" in 10 ms:\n#1 playground_bot: card\n    [go]',
  );
});

test('a conversation can be about a group', async () => {
  const { telegram, call, alice } = await startWithActor();
  const group = telegram.group({ title: 'fans', members: [alice.user] });
  const inGroup = telegram.conversation(alice.user, group);
  await inGroup.send('/who 1');
  await call('sendMessage', { chat_id: group.id, text: 'in the group' });
  await call('sendMessage', { chat_id: alice.chat, text: 'in private' });
  await inGroup.see('in the group');
  expect((await alice.next()).text).toBe('in private');
  expect(inGroup.last().text).toBe('in the group');
});

test('waitFor looks at the whole chat', async () => {
  const { telegram, alice, say } = await startWithActor();
  const second = telegram.waitFor(alice.chat, ({ text }) => text === 'two');
  await say('one');
  await say('two');
  expect((await second).message_id).toBe(2);
  expect((await telegram.waitFor(alice.chat, () => true)).text).toBe('one');
});

test('a predicate that fails fails the wait, not the bot', async () => {
  const { alice, say } = await startWithActor();
  const wait = alice.next(() => {
    throw new Error('wrong test');
  });
  const failed = expect(wait).rejects.toThrow('wrong test');
  expect(await say('hi')).toMatchObject({ ok: true });
  await failed;
});

test('gone waits until a message is deleted', async () => {
  const { alice, say, call } = await startWithActor();
  await say('a secret');
  const secret = await alice.see('a secret');
  await expect(alice.gone(secret, { timeout: 10 })).rejects.toThrow('waited 10 ms for message 1 to go');
  const gone = alice.gone(secret);
  await call('deleteMessage', { chat_id: alice.chat, message_id: 1 });
  await gone;
  expect(alice.now(secret)).toBeUndefined();
});
