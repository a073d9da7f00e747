import { expect, onTestFinished, test } from 'vitest';
import { type TestTelegram, tinyPng, useTelegram } from './bot-api-client.ts';

interface ServerEvent {
  event: string;
  data: unknown;
}

/** A page's view: Alice and Bob, a group of both, and what the page calls. */
async function startWithPage() {
  const server = await useTelegram();
  const { telegram, root } = server;
  const alice = telegram.user({ firstName: 'Alice', languageCode: 'en' });
  const bob = telegram.user({ firstName: 'Bob' });
  const group = telegram.group({ title: 'fans', members: [alice] });
  const get = async (path: string) => (await (await fetch(`${root}/client/${path}`)).json()) as unknown;
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${root}/client/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return { ...server, alice, bob, group, get, post };
}

/** Reads a user's events one after the other; resolves once the stream is open. */
async function listen({ root }: TestTelegram, user: number) {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const response = await fetch(`${root}/client/events?user=${user}`, { signal: closing.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<ServerEvent | undefined> => {
    while (!text.includes('\n\n')) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) return undefined;
      text += value;
    }
    const [first = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(first)?.[1] ?? '';
    return { event: field('event'), data: JSON.parse(field('data')) };
  };
  expect(await next()).toEqual({ event: 'open', data: {} });
  return { next, close: () => closing.abort() };
}

test('the page gets people, their chats, and the menus they see', async () => {
  const { telegram, alice, group, get, call } = await startWithPage();
  await call('setMyCommands', { commands: [{ command: 'who', description: 'look' }], language_code: 'en' });
  await call('setMyDescription', { description: 'all relations' });
  expect(await get(`state?user=${alice.id}`)).toMatchObject({
    bot: { id: telegram.bot.id, username: 'playground_bot', description: 'all relations' },
    user: alice,
    users: [{ first_name: 'Alice' }, { first_name: 'Bob' }],
    chats: [
      { chat: { id: alice.id, type: 'private' }, blocked: false, commands: [{ command: 'who' }] },
      { chat: { id: group.id, title: 'fans' }, menuButton: { type: 'commands' } },
    ],
  });
  expect(await get('state')).toMatchObject({ user: alice });
  expect(await get('state?user=5')).toEqual({ ok: false, error: 'there is no user 5' });
});

test('a person sends from the page, and reads the history', async () => {
  const { telegram, alice, get, post } = await startWithPage();
  const sent = await post('send', { user: alice.id, chat: alice.id, text: '/start', replyTo: 0 });
  expect(sent).toMatchObject({ status: 200, body: { ok: true, message: { text: '/start' } } });
  expect(telegram.state.updates.pending().at(-1)?.message?.text).toBe('/start');
  expect(await get(`history?chat=${alice.id}`)).toMatchObject({ messages: [{ text: '/start' }], pinned: [] });
  expect(await post('send', { user: alice.id, chat: alice.id, text: ' ' })).toEqual({
    status: 400,
    body: { ok: false, error: 'a message needs a text' },
  });
});

test('a press is queued at once, and its answer comes as an event to the one who pressed', async () => {
  const server = await startWithPage();
  const { telegram, alice, bob, group, call, post } = server;
  telegram.setMember(group, bob, 'member');
  const reply_markup = { inline_keyboard: [[{ text: 'go', callback_data: 'g' }]] };
  await call('sendMessage', { chat_id: group.id, text: 'card', reply_markup });
  const ofAlice = await listen(server, alice.id);
  const ofBob = await listen(server, bob.id);

  const { body } = await post('press', { user: alice.id, chat: group.id, message: 1, data: 'g' });
  const { query } = body as { query: string };
  await call('answerCallbackQuery', { callback_query_id: query, text: 'done' });
  await call('editMessageText', { chat_id: group.id, message_id: 1, text: 'gone' });
  expect(await ofAlice.next()).toMatchObject({
    event: 'answer',
    data: { chat: group.id, message: 1, query, answer: { text: 'done', showAlert: false } },
  });
  expect(await ofAlice.next()).toMatchObject({ event: 'edit', data: { message: { text: 'gone' } } });
  expect(await ofBob.next()).toMatchObject({ event: 'edit' });
});

test('events are of the chats the person is in', async () => {
  const server = await startWithPage();
  const { telegram, alice, bob, call } = server;
  telegram.privateChat(alice);
  telegram.privateChat(bob);
  const events = await listen(server, alice.id);
  await call('sendMessage', { chat_id: bob.id, text: 'for Bob' });
  await call('sendChatAction', { chat_id: alice.id, action: 'typing' });
  await call('sendMessage', { chat_id: alice.id, text: 'for Alice' });
  await call('deleteMessage', { chat_id: alice.id, message_id: 2 });
  await call('setMyCommands', { commands: [] });
  expect(await events.next()).toMatchObject({ event: 'typing', data: { chat: alice.id, action: 'typing' } });
  expect(await events.next()).toMatchObject({ event: 'message', data: { message: { text: 'for Alice' } } });
  expect(await events.next()).toMatchObject({ event: 'delete', data: { messages: [2] } });
  expect(await events.next()).toMatchObject({ event: 'commands' });
});

test('a document and a picture go through the page', async () => {
  const { root, alice, telegram, form } = await startWithPage();
  const body = new FormData();
  body.set('user', String(alice.id));
  body.set('chat', String(alice.id));
  body.set('caption', 'my list');
  body.set('file', new Blob(['1\n2'], { type: 'text/csv' }), 'mids.csv');
  await fetch(`${root}/client/document`, { method: 'POST', body });
  expect(telegram.history(alice.id)[0]).toMatchObject({
    caption: 'my list',
    document: { file_name: 'mids.csv', mime_type: 'text/csv' },
  });

  await form('sendPhoto', { chat_id: alice.id, photo: tinyPng });
  const id = telegram.history(alice.id)[1]?.photo?.[0]?.file_id;
  const file = await fetch(`${root}/client/file/${id}`);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(tinyPng);
  expect((await fetch(`${root}/client/file/none`)).status).toBe(404);
});

test('a person blocks the bot from the page', async () => {
  const { alice, call, post, telegram } = await startWithPage();
  telegram.privateChat(alice);
  await post('block', { user: alice.id, blocked: true });
  expect(await call('sendMessage', { chat_id: alice.id, text: 'hi' })).toMatchObject({ error_code: 403 });
  await post('block', { user: alice.id, blocked: false });
  expect(await call('sendMessage', { chat_id: alice.id, text: 'hi' })).toMatchObject({ ok: true });
});

test('a page that comes back hears of what happens from then on', async () => {
  const server = await startWithPage();
  const { telegram, alice } = server;
  const first = await listen(server, alice.id);
  telegram.send(alice, alice, 'one');
  await first.next();
  first.close();
  telegram.send(alice, alice, 'two');
  const second = await listen(server, alice.id);
  telegram.send(alice, alice, 'three');
  expect(await second.next()).toMatchObject({ data: { message: { text: 'three' } } });
});
