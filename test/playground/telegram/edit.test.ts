import { expect, test } from 'vitest';
import { type TestTelegram, tinyPng, useTelegram } from './bot-api-client.ts';

const keyboard = { inline_keyboard: [[{ text: 'go', callback_data: 'go' }]] };

/** A chat with a text (1) and a picture (2) of the bot, and a message of Alice (3). */
async function chatWithMessages(): Promise<TestTelegram & { chat_id: number }> {
  const server = await useTelegram();
  const { telegram, call, form } = server;
  const alice = telegram.user({ firstName: 'Alice' });
  const chat_id = telegram.privateChat(alice).id;
  await call('sendMessage', { chat_id, text: '<b>old</b>', parse_mode: 'HTML', reply_markup: keyboard });
  await form('sendPhoto', { chat_id, photo: tinyPng, caption: 'old' });
  telegram.send(alice, alice, 'hello');
  return { ...server, chat_id };
}

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const refusals: [what: string, method: string, params: Record<string, unknown>, description: string][] = [
  [
    'a message that is not there',
    'editMessageText',
    { message_id: 99, text: 'x' },
    'message to edit not found',
  ],
  ['no message', 'editMessageText', { text: 'x' }, 'message identifier is not specified'],
  ['the message of someone else', 'editMessageText', { message_id: 3, text: 'x' }, "message can't be edited"],
  [
    'the text of a picture',
    'editMessageText',
    { message_id: 2, text: 'x' },
    'there is no text in the message to edit',
  ],
  [
    'the caption of a text',
    'editMessageCaption',
    { message_id: 1, caption: 'x' },
    'there is no caption in the message to edit',
  ],
  ['a text into nothing', 'editMessageText', { message_id: 1, text: '' }, 'message text is empty'],
  [
    'a caption into a novel',
    'editMessageCaption',
    { message_id: 2, caption: 'x'.repeat(1025) },
    'message caption is too long',
  ],
  ['a caption into itself', 'editMessageCaption', { message_id: 2, caption: 'old' }, notModified],
  [
    'a keyboard into itself',
    'editMessageReplyMarkup',
    { message_id: 1, reply_markup: keyboard },
    notModified,
  ],
  ['no keyboard into none', 'editMessageReplyMarkup', { message_id: 2 }, notModified],
  [
    'a text into itself',
    'editMessageText',
    { message_id: 1, text: '<b>old</b>', parse_mode: 'HTML', reply_markup: keyboard },
    notModified,
  ],
  [
    'a keyboard of the other kind',
    'editMessageReplyMarkup',
    { message_id: 1, reply_markup: { keyboard: [['x']] } },
    'inline keyboard expected',
  ],
];

test.each(refusals)('editing %s is refused', async (_, method, params, description) => {
  const { call, chat_id } = await chatWithMessages();
  expect(await call(method, { chat_id, ...params })).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${description}`,
  });
});

test('a new text replaces text, entities and keyboard', async () => {
  const { telegram, call, chat_id } = await chatWithMessages();
  const answer = await call('editMessageText', { chat_id, message_id: 1, text: 'new' });
  const edited = telegram.history(chat_id)[0];
  expect(answer.result).toEqual(edited);
  expect(edited).toMatchObject({ message_id: 1, text: 'new', edit_date: expect.any(Number) });
  expect(edited).not.toHaveProperty('entities');
  expect(edited).not.toHaveProperty('reply_markup');
});

test('the same text in other clothes, or with another keyboard, is a change', async () => {
  const { call, chat_id } = await chatWithMessages();
  const edit = (params: object) =>
    call('editMessageText', { chat_id, message_id: 1, text: 'old', ...params });
  expect(await edit({ reply_markup: keyboard })).toMatchObject({ ok: true });
  expect(await edit({})).toMatchObject({ ok: true });
  expect(await edit({})).toMatchObject({ ok: false });
});

test('a picture is replaced together with its caption', async () => {
  const { telegram, form, chat_id } = await chatWithMessages();
  const other = Buffer.from(tinyPng);
  other[40] = 1;
  const media = { type: 'photo', media: 'attach://other', caption: 'new' };
  expect(await form('editMessageMedia', { chat_id, message_id: 2, media, other })).toMatchObject({
    ok: true,
  });
  expect(telegram.history(chat_id)[1]).toMatchObject({
    message_id: 2,
    caption: 'new',
    photo: [{ width: 1 }],
  });
  expect(await form('editMessageMedia', { chat_id, message_id: 2, media, other })).toMatchObject({
    description: `Bad Request: ${notModified}`,
  });
  expect(telegram.oddities).toEqual([]);
});
