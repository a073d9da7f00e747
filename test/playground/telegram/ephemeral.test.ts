import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

async function withGroup() {
  let now = 1_700_000_000_000;
  const server = await useTelegram({ now: () => now });
  const { telegram, call } = server;
  const alice = telegram.user({ firstName: 'Alice' });
  const bob = telegram.user({ firstName: 'Bob' });
  const group = telegram.group({ title: 'fans', members: [alice, bob] });
  const tell = (parameters: object, chat_id = group.id) =>
    call('sendMessage', { chat_id, text: 'hush', ephemeral_message_parameters: parameters });
  const pass = (ms: number) => {
    now += ms;
  };
  return { ...server, alice, bob, group, tell, pass };
}

const notAdmin = { error_code: 400, description: 'Bad Request: BOT_NOT_ADMIN' };

test('a bot that administers a group says something to one person, and nobody else sees it', async () => {
  const { telegram, alice, bob, group, tell } = await withGroup();
  telegram.promoteBot(group);
  expect(await tell({ receiver_user_id: alice.id })).toMatchObject({
    result: { message_id: 0, ephemeral_message_id: 1, receiver_user: { id: alice.id }, text: 'hush' },
  });
  await telegram.conversation(alice, group).see('hush');
  const toBob = telegram.conversation(bob, group).see('hush', { timeout: 20 });
  await expect(toBob).rejects.toThrow('Bob to see hush');
  expect(telegram.history(group)).toEqual([]);
});

test('any other bot does so within 15 seconds of a press of theirs alone', async () => {
  const { telegram, call, alice, bob, group, tell, pass } = await withGroup();
  await call('sendMessage', {
    chat_id: group.id,
    text: 'press',
    reply_markup: { inline_keyboard: [[{ text: 'go', callback_data: 'go' }]] },
  });
  telegram.state.updates.clear();
  telegram
    .conversation(alice, group)
    .press('go')
    .catch(() => undefined);
  await expect.poll(() => telegram.state.updates.pending().length).toBe(1);
  const callback_query_id = telegram.state.updates.pending()[0]?.callback_query?.id;
  expect(await tell({ receiver_user_id: alice.id })).toMatchObject(notAdmin);
  expect(await tell({ receiver_user_id: bob.id, callback_query_id })).toMatchObject(notAdmin);
  expect(await tell({ receiver_user_id: alice.id, callback_query_id })).toMatchObject({ ok: true });
  pass(15_001);
  expect(await tell({ receiver_user_id: alice.id, callback_query_id })).toMatchObject(notAdmin);
});

test('there is none in a private chat, nor for somebody who is not in the group', async () => {
  const { telegram, alice, group, tell } = await withGroup();
  telegram.promoteBot(group);
  telegram.privateChat(alice);
  expect(await tell({ receiver_user_id: alice.id }, alice.id)).toMatchObject(notAdmin);
  const carol = telegram.user({ firstName: 'Carol' });
  expect(await tell({ receiver_user_id: carol.id })).toMatchObject({
    description: 'Bad Request: USER_NOT_PARTICIPANT',
  });
});
