import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

async function startWithGroup(type: 'group' | 'supergroup' = 'group', forum = false) {
  const server = await useTelegram();
  const { telegram, call } = server;
  const alice = telegram.user({ firstName: 'Alice' });
  const bob = telegram.user({ firstName: 'Bob' });
  const group = telegram.group({ title: 'fans', members: [alice, bob], type, forum });
  const { updates } = telegram.state;
  updates.clear();
  const say = (text: string, params: object = {}) =>
    call('sendMessage', { chat_id: group.id, text, ...params });
  /** What the bot has heard since the last time. */
  const heard = () => {
    const texts = updates.pending().map(({ message }) => message?.text);
    updates.clear();
    return texts;
  };
  return { ...server, alice, bob, group, say, heard };
}

test('the bot writes to nobody who has not opened a chat with it', async () => {
  const { telegram, call, bob } = await startWithGroup();
  expect(await call('sendMessage', { chat_id: bob.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: "Forbidden: bot can't initiate conversation with a user",
  });
  telegram.send(bob, bob, '/start');
  expect(await call('sendMessage', { chat_id: bob.id, text: 'hi' })).toMatchObject({ ok: true });
});

test('blocking is told, refuses messages, and ends', async () => {
  const { telegram, call, alice } = await startWithGroup();
  telegram.privateChat(alice);
  telegram.block(alice);
  const told = telegram.state.updates.pending()[0]?.my_chat_member;
  expect(told).toMatchObject({
    chat: { id: alice.id },
    from: { id: alice.id },
    old_chat_member: { status: 'member' },
    new_chat_member: { status: 'kicked', user: { is_bot: true } },
  });
  expect(await call('sendMessage', { chat_id: alice.id, text: 'hi' })).toEqual({
    ok: false,
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  });
  expect(() => telegram.send(alice, alice, 'hi')).toThrow('Alice has blocked the bot');
  telegram.unblock(alice);
  expect(await call('sendMessage', { chat_id: alice.id, text: 'hi' })).toMatchObject({ ok: true });
});

test('nothing reaches a deleted account', async () => {
  const { telegram, call, alice } = await startWithGroup();
  telegram.privateChat(alice);
  telegram.deactivate(alice);
  expect(await call('sendMessage', { chat_id: alice.id, text: 'hi' })).toMatchObject({
    error_code: 403,
    description: 'Forbidden: user is deactivated',
  });
});

test.each([
  ['group', 'group chat'],
  ['supergroup', 'supergroup chat'],
] as const)('the bot is kicked from a %s, or leaves it', async (type, name) => {
  const { telegram, call, group, say } = await startWithGroup(type);
  telegram.kick(group);
  expect(telegram.state.updates.pending()[0]?.my_chat_member?.new_chat_member.status).toBe('kicked');
  expect(await say('hi')).toEqual({
    ok: false,
    error_code: 403,
    description: `Forbidden: bot was kicked from the ${name}`,
  });
  telegram.addBot(group);
  expect(await say('hi')).toMatchObject({ ok: true });
  expect(await call('leaveChat', { chat_id: group.id })).toEqual({ ok: true, result: true });
  expect(await say('hi')).toMatchObject({ description: `Forbidden: bot is not a member of the ${name}` });
});

test('a group that has become a supergroup says where it went', async () => {
  const { telegram, group, say, alice } = await startWithGroup();
  await say('before');
  const next = telegram.migrate(group);
  expect(next).toMatchObject({ type: 'supergroup', title: 'fans' });
  expect(telegram.state.updates.pending().map(({ message }) => message)).toMatchObject([
    { chat: { id: group.id }, migrate_to_chat_id: next.id },
    { chat: { id: next.id }, migrate_from_chat_id: group.id },
  ]);
  expect(await say('after')).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: next.id },
  });
  expect(await say('after', { chat_id: next.id })).toMatchObject({ ok: true });
  expect(() => telegram.send(alice, group, 'hi')).toThrow(`has become ${next.id}`);
});

test('a member of the group reads what is written in a topic of it', async () => {
  const { telegram, group, say } = await startWithGroup('supergroup', true);
  const thread = telegram.topic(group, 'alerts');
  const { result } = await say('a new fan', { message_thread_id: thread });
  expect(result).toMatchObject({ message_thread_id: thread, is_topic_message: true });
  expect((await say('in general')).result).not.toHaveProperty('message_thread_id');
  expect(await say('hi', { message_thread_id: 99 })).toMatchObject({
    description: 'Bad Request: message thread not found',
  });
  telegram.closeTopic(group, thread);
  expect(await say('hi', { message_thread_id: thread })).toMatchObject({
    description: 'Bad Request: TOPIC_CLOSED',
  });
});

test('a message in a topic answers the one that opened it, unless it answers another', async () => {
  const { telegram, alice, group, say } = await startWithGroup('supergroup', true);
  const thread = telegram.topic(group, 'alerts');
  const asked = telegram.send(alice, group, '/who 1', { thread });
  expect(asked.reply_to_message).toMatchObject({
    message_id: thread,
    forum_topic_created: { name: 'alerts' },
  });
  const { result } = await say('who?', {
    message_thread_id: thread,
    reply_parameters: { message_id: asked.message_id },
  });
  expect(result).toMatchObject({ reply_to_message: { message_id: asked.message_id } });
});

test('a group without topics ignores the thread', async () => {
  const { say } = await startWithGroup('supergroup');
  const { result } = await say('hi', { message_thread_id: 5 });
  expect(result).not.toHaveProperty('message_thread_id');
});

test('the bot opens a topic only as an administrator of a forum', async () => {
  const { telegram, call, group } = await startWithGroup('supergroup', true);
  const open = () => call('createForumTopic', { chat_id: group.id, name: 'alerts' });
  expect(await open()).toMatchObject({ description: 'Bad Request: not enough rights to create a topic' });
  telegram.promoteBot(group);
  expect(await open()).toMatchObject({
    ok: true,
    result: { name: 'alerts', message_thread_id: expect.any(Number) },
  });
});

test('in a group the bot reads commands, mentions and replies, and as an administrator all', async () => {
  const { telegram, alice, group, say, heard } = await startWithGroup();
  const { result } = await say('hello');
  const { message_id: replyTo } = result as { message_id: number };
  telegram.send(alice, group, 'just talking');
  telegram.send(alice, group, '/who 1');
  telegram.send(alice, group, '/who@playground_bot 2');
  telegram.send(alice, group, '/who@another_bot 3');
  telegram.send(alice, group, 'hey @Playground_bot');
  telegram.send(alice, group, 'yes', { replyTo });
  expect(heard()).toEqual(['/who 1', '/who@playground_bot 2', 'hey @Playground_bot', 'yes']);
  telegram.promoteBot(group);
  heard();
  telegram.send(alice, group, 'just talking');
  expect(heard()).toEqual(['just talking']);
  telegram.kick(group);
  heard();
  telegram.send(alice, group, '/who 4');
  expect(heard()).toEqual([]);
});

test('getChatMember tells who may do what', async () => {
  const { telegram, call, alice, bob, group } = await startWithGroup();
  const carol = telegram.user({ firstName: 'Carol' });
  const status = async (user_id: number) => {
    const { result, description } = await call('getChatMember', { chat_id: group.id, user_id });
    return (result as { status: string } | undefined)?.status ?? description;
  };
  telegram.setMember(group, bob, 'administrator');
  expect(await status(alice.id)).toBe('creator');
  expect(await status(bob.id)).toBe('administrator');
  expect(await status(carol.id)).toBe('left');
  expect(await status(telegram.bot.id)).toBe('member');
  expect(await status(5)).toBe('Bad Request: PARTICIPANT_ID_INVALID');
  const { result } = await call('getChatAdministrators', { chat_id: group.id });
  expect(result).toMatchObject([{ user: { id: alice.id } }, { user: { id: bob.id } }]);
});

test('a public group is found by its name', async () => {
  const { telegram, call, alice } = await startWithGroup();
  const { id } = telegram.group({ title: 'open', members: [alice], username: 'open_fans' });
  expect(await call('getChat', { chat_id: '@Open_Fans' })).toMatchObject({ result: { id, title: 'open' } });
  expect(await call('getChat', { chat_id: '@nobody' })).toMatchObject({
    description: 'Bad Request: chat not found',
  });
});

test('message ids are shared by private chats and groups, and each supergroup has its own', async () => {
  const { telegram, alice, group } = await startWithGroup();
  const big = telegram.group({ title: 'big', members: [alice], type: 'supergroup' });
  expect(telegram.send(alice, alice, '1').message_id).toBe(1);
  expect(telegram.send(alice, group, '2').message_id).toBe(2);
  expect(telegram.send(alice, big, '1').message_id).toBe(1);
});
