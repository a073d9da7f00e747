import { expect, test } from 'vitest';
import { tinyPng, useTelegram } from './bot-api-client.ts';

const long = 'x'.repeat(4096);

/** Each row: what is sent to a private chat, and how it is refused. */
const refusals: [what: string, params: Record<string, unknown>, description: string][] = [
  ['no chat', { chat_id: undefined, text: 'hi' }, 'chat_id is empty'],
  ['an unknown chat', { chat_id: 12, text: 'hi' }, 'chat not found'],
  ['no text', {}, 'message text is empty'],
  ['nothing but white space', { text: ' \n\t' }, 'message text is empty'],
  ['markup around nothing', { text: '<b></b>', parse_mode: 'HTML' }, 'message text is empty'],
  ['one character too many', { text: `${long}x` }, 'message is too long'],
  ['one surrogate pair too many', { text: `${'x'.repeat(4095)}😀` }, 'message is too long'],
  ['an unknown parse mode', { text: 'hi', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
  [
    'an unclosed tag',
    { text: '<b>hi', parse_mode: 'HTML' },
    'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'an entity beyond the text',
    { text: 'hi', entities: [{ type: 'bold', offset: 1, length: 2 }] },
    'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3',
  ],
  [
    'an entity behind the text',
    { text: 'hi', entities: [{ type: 'bold', offset: 3, length: 1 }] },
    'entity begins after the end of the text at UTF-16 offset 3',
  ],
  [
    'an entity in half a character',
    { text: '😀', entities: [{ type: 'bold', offset: 1, length: 1 }] },
    'entity begins in a middle of a UTF-16 symbol at byte offset 4',
  ],
  [
    'a link nobody could open',
    { text: 'hi', entities: [{ type: 'text_link', offset: 0, length: 2, url: 'http://localhost/' }] },
    "entity URL 'http://localhost/' is invalid: Wrong HTTP URL",
  ],
  [
    'an answer to nothing',
    { text: 'hi', reply_parameters: { message_id: 99 } },
    'message to be replied not found',
  ],
  ['a thread that is not there', { text: 'hi', message_thread_id: 5 }, 'message thread not found'],
  ['JSON that is none', { text: 'hi', reply_markup: '{' }, "can't parse reply keyboard markup JSON object"],
];

test.each(refusals)('a message with %s is refused', async (_, params, description) => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  expect(await call('sendMessage', { chat_id: id, ...params })).toMatchObject({
    ok: false,
    error_code: 400,
    description: expect.stringMatching(/^Bad Request: /),
  });
  expect(telegram.calls('sendMessage')[0]?.error?.description).toBe(`Bad Request: ${description}`);
  expect(telegram.history(id)).toEqual([]);
});

test('the longest message passes, counted without its markup', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const answer = await call('sendMessage', { chat_id: id, text: `<b>${long}</b>`, parse_mode: 'html' });
  expect(answer).toMatchObject({
    ok: true,
    result: { text: long, entities: [{ type: 'bold', length: 4096 }] },
  });
});

test('a message is shown as the Bot API shows it', async () => {
  const { telegram, call } = await useTelegram({ now: () => 1_700_000_000_999 });
  const alice = telegram.user({ firstName: 'Alice', username: 'alice' });
  const question = telegram.send(alice, alice, 'what is new?');
  const answer = await call('sendMessage', {
    chat_id: alice.id,
    text: '  see https://b23.tv/abc ',
    protect_content: true,
    link_preview_options: { is_disabled: true },
    reply_parameters: { message_id: question.message_id },
  });
  expect(answer.result).toEqual({
    message_id: 2,
    from: telegram.bot,
    chat: { id: alice.id, type: 'private', first_name: 'Alice', username: 'alice' },
    date: 1_700_000_000,
    text: 'see https://b23.tv/abc',
    entities: [{ type: 'url', offset: 4, length: 18 }],
    has_protected_content: true,
    link_preview_options: { is_disabled: true },
    reply_to_message: question,
  });
});

test('a reply to a message that is gone can be sent all the same', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const reply_parameters = { message_id: 99, allow_sending_without_reply: true };
  expect(await call('sendMessage', { chat_id: id, text: 'hi', reply_parameters })).toMatchObject({
    ok: true,
  });
});

test('parameters arrive by query, form, multipart and JSON alike', async () => {
  const { telegram, root, call, form } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const url = `${root}/bot${telegram.state.token}/sendMessage`;
  const reply_markup = { inline_keyboard: [[{ text: 'go', callback_data: 'go' }]] };
  const fields = { chat_id: String(id), text: 'hi', reply_markup: JSON.stringify(reply_markup) };

  await fetch(`${url}?${new URLSearchParams(fields)}`);
  await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  await form('sendMessage', { chat_id: id, text: 'hi', reply_markup });
  await call('SENDMESSAGE', { chat_id: id, text: 'hi', reply_markup });
  const sent = telegram.history(id).map(({ text, reply_markup: markup }) => ({ text, markup }));
  expect(sent).toEqual(Array(4).fill({ text: 'hi', markup: reply_markup }));
});

test('what Telegram would take in silence is noted', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  await call('sendMessage', { chat_id: id, text: 'hi', parse_mod: 'HTML', allow_paid_broadcast: true });
  expect(telegram.oddities).toEqual([
    'sendMessage: unknown parameter parse_mod',
    'sendMessage: allow_paid_broadcast is not simulated',
  ]);
  expect(await call('sendDice', { chat_id: id })).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  });
  expect(telegram.unknownMethods).toEqual(['sendDice']);
});

test('a message is deleted once', async () => {
  const { telegram, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice' });
  const { message_id } = telegram.send(alice, alice, 'my password');
  expect(await call('deleteMessage', { chat_id: alice.id, message_id })).toEqual({ ok: true, result: true });
  expect(telegram.history(alice.id)).toEqual([]);
  expect(await call('deleteMessage', { chat_id: alice.id, message_id })).toMatchObject({
    description: 'Bad Request: message to delete not found',
  });
  // Documented: messages that cannot be found are skipped.
  expect(await call('deleteMessages', { chat_id: alice.id, message_ids: [message_id, 77] })).toMatchObject({
    ok: true,
  });
});

test("in a group the bot deletes other people's messages only as an administrator", async () => {
  const { telegram, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice' });
  const group = telegram.group({ title: 'fans', members: [alice] });
  const { message_id } = telegram.send(alice, group, 'hello all');
  const params = { chat_id: group.id, message_id };
  expect(await call('deleteMessage', params)).toMatchObject({
    description: "Bad Request: message can't be deleted",
  });
  telegram.promoteBot(group);
  expect(await call('deleteMessage', params)).toMatchObject({ ok: true });
});

test('a reaction is one of those Telegram has', async () => {
  const { telegram, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice' });
  const { message_id } = telegram.send(alice, alice, 'thanks');
  const react = (emoji: string) =>
    call('setMessageReaction', { chat_id: alice.id, message_id, reaction: [{ type: 'emoji', emoji }] });
  const seen: unknown[] = [];
  telegram.on('event', (event) => seen.push(event));
  expect(await react('👌')).toEqual({ ok: true, result: true });
  expect(seen).toEqual([
    { kind: 'reaction', chat: alice.id, message: message_id, reaction: [{ type: 'emoji', emoji: '👌' }] },
  ]);
  expect(await react('🥒')).toMatchObject({ description: 'Bad Request: REACTION_INVALID' });
});

test('a pinned message shows in getChat', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const { result } = await call('sendMessage', { chat_id: id, text: 'progress' });
  expect(await call('pinChatMessage', { chat_id: id, message_id: 1 })).toMatchObject({ ok: true });
  expect(await call('getChat', { chat_id: id })).toMatchObject({ result: { id, pinned_message: result } });
  expect(await call('pinChatMessage', { chat_id: id, message_id: 99 })).toMatchObject({
    description: 'Bad Request: message to pin not found',
  });
});

test('a chat action is shown to the people in the chat', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const seen: unknown[] = [];
  telegram.on('event', (event) => seen.push(event));
  expect(await call('sendChatAction', { chat_id: id, action: 'typing' })).toMatchObject({ ok: true });
  expect(seen).toEqual([{ kind: 'typing', chat: id, action: 'typing' }]);
  expect(await call('sendChatAction', { chat_id: id, action: 'dancing' })).toMatchObject({
    description: 'Bad Request: wrong parameter action in request',
  });
});

test('an uploaded file counts neither as unknown nor as text in the log', async () => {
  const { telegram, form } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  await form('sendPhoto', { chat_id: id, photo: 'attach://face', face: tinyPng });
  expect(telegram.oddities).toEqual([]);
  expect(telegram.calls('sendPhoto')[0]?.params).toEqual({
    chat_id: String(id),
    photo: 'attach://face',
    face: `face.png, ${tinyPng.length} bytes`,
  });
});

test('entities are what Telegram has, and moments have a time and a form', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const say = (entity: object) =>
    call('sendMessage', { chat_id: id, text: 'soon', entities: [{ offset: 0, length: 4, ...entity }] });
  const wrong = "Bad Request: can't parse MessageEntity: ";
  const rows: [entity: object, words: string][] = [
    [{ type: 'sparkle' }, 'Unsupported type specified'],
    [{ type: 'date_time' }, 'Can\'t find field "unix_time"'],
    [{ type: 'date_time', unix_time: 'now' }, 'Field "unix_time" must be a valid Number'],
    [{ type: 'date_time', unix_time: 1, date_time_format: 'x' }, 'Invalid date-time format specified'],
  ];
  for (const [entity, words] of rows)
    expect(await say(entity)).toMatchObject({ error_code: 400, description: wrong + words });
  expect(await say({ type: 'date_time', unix_time: 1, date_time_format: 'Dt' })).toMatchObject({ ok: true });
  expect(await say({ type: 'mention' })).toMatchObject({ ok: true });
});

test('an effect is one of those that every bot may send, in a private chat', async () => {
  const { telegram, call } = await useTelegram();
  const alice = telegram.user({ firstName: 'Alice' });
  const { id } = telegram.privateChat(alice);
  const group = telegram.group({ title: 'fans', members: [alice] });
  const say = (chat_id: number, message_effect_id: string) =>
    call('sendMessage', { chat_id, text: 'hi', message_effect_id });
  expect(await say(id, '1')).toMatchObject({ description: 'Bad Request: EFFECT_ID_INVALID' });
  expect(await say(id, '5046509860389126442')).toMatchObject({
    result: { effect_id: '5046509860389126442' },
  });
  expect(telegram.oddities).toEqual([]);
  await say(group.id, '5046509860389126442');
  expect(telegram.oddities).toHaveLength(1);
});

test('a server of an earlier version refuses newer entities, and passes over newer parameters', async () => {
  const { telegram, call } = await useTelegram({ version: '7.0' });
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const moment = { type: 'date_time', offset: 0, length: 2, unix_time: 1 };
  const say = (more: object) => call('sendMessage', { chat_id: id, text: 'hi', ...more });
  expect(await say({ entities: [moment] })).toMatchObject({
    description: "Bad Request: can't parse MessageEntity: Unsupported type specified",
  });
  expect(await say({ message_effect_id: '1', ephemeral_message_parameters: {} })).toMatchObject({ ok: true });
});
