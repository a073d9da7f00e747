import { expect, test } from 'vitest';
import { useTelegram } from './bot-api-client.ts';

const inline = (...buttons: unknown[]) => ({ inline_keyboard: [buttons] });
const parse = "can't parse inline keyboard button: ";

const refusals: [what: string, markup: unknown, description: string][] = [
  ['data of 65 bytes', inline({ text: 'x', callback_data: `${'关'.repeat(21)}ab` }), 'BUTTON_DATA_INVALID'],
  ['no action', inline({ text: 'x' }), `${parse}Text buttons are unallowed in the inline keyboard`],
  [
    'empty data',
    inline({ text: 'x', callback_data: '' }),
    `${parse}Text buttons are unallowed in the inline keyboard`,
  ],
  ['no label', inline({ callback_data: 'x' }), `${parse}Can't find field "text"`],
  [
    'an empty label',
    inline({ text: ' ', callback_data: 'x' }),
    'inline keyboard button text must be non-empty',
  ],
  [
    'an unknown style',
    inline({ text: 'x', callback_data: 'x', style: 'blue' }),
    `${parse}invalid button style specified`,
  ],
  ['a button that is a text', inline('x'), `${parse}InlineKeyboardButton must be an Object`],
  [
    'buttons without rows',
    { inline_keyboard: [{ text: 'x', callback_data: 'x' }] },
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [
    'a link to localhost',
    inline({ text: 'x', url: 'http://localhost:3210/' }),
    "inline keyboard button URL 'http://localhost:3210/' is invalid: Wrong HTTP URL",
  ],
  [
    'a link with a strange scheme',
    inline({ text: 'x', url: 'javascript://a.bc' }),
    "inline keyboard button URL 'javascript://a.bc' is invalid: Unsupported URL protocol",
  ],
  [
    '257 characters to copy',
    inline({ text: 'x', copy_text: { text: 'y'.repeat(257) } }),
    'BUTTON_COPY_TEXT_INVALID',
  ],
  ['a keyboard that is a list', [], 'object expected as reply markup'],
  [
    'very many buttons',
    inline(...Array(400).fill({ text: 'a label', callback_data: 'some data' })),
    'reply markup is too long',
  ],
];

test.each(refusals)('a keyboard with %s is refused', async (_, reply_markup, description) => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  expect(await call('sendMessage', { chat_id: id, text: 'hi', reply_markup })).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${description}`,
  });
});

const buttons: [what: string, button: Record<string, unknown>][] = [
  ['data of 64 bytes', { text: 'x', callback_data: `${'关'.repeat(21)}a` }],
  ['a link', { text: 'x', url: 'https://space.bilibili.com/1' }],
  ['a link to this machine by number', { text: 'x', url: 'http://127.0.0.1:3210/' }],
  ['a link into Telegram', { text: 'x', url: 'tg://user?id=7' }],
  ['something to copy', { text: 'x', copy_text: { text: '100001' } }],
  ['no effect', { text: '1/3', disabled: {} }],
  ['an inline query', { text: 'x', switch_inline_query: '' }],
  ['a style', { text: 'x', callback_data: 'x', style: 'danger' }],
];

test.each(buttons)('a button with %s is kept as it is', async (_, button) => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  await call('sendMessage', { chat_id: id, text: 'hi', reply_markup: { inline_keyboard: [[button], []] } });
  expect(telegram.history(id)[0]?.reply_markup).toEqual({ inline_keyboard: [[button]] });
  expect(telegram.oddities).toEqual([]);
});

test('of a button with two actions Telegram takes the first, and it is noted', async () => {
  const { telegram, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const reply_markup = inline({ text: 'x', callback_data: 'x', url: 'https://a.bc/' });
  await call('sendMessage', { chat_id: id, text: 'hi', reply_markup });
  expect(telegram.history(id)[0]?.reply_markup).toEqual(inline({ text: 'x', url: 'https://a.bc/' }));
  expect(telegram.oddities).toEqual(['sendMessage: button "x" has several actions: url, callback_data']);
});

test('a reply keyboard stays up until it is removed', async () => {
  const { telegram, root, call } = await useTelegram();
  const { id } = telegram.privateChat(telegram.user({ firstName: 'Alice' }));
  const keyboard = async () => {
    const response = await fetch(`${root}/client/history?chat=${id}`);
    return ((await response.json()) as { keyboard?: unknown }).keyboard;
  };
  await call('sendMessage', {
    chat_id: id,
    text: 'pick',
    reply_markup: { keyboard: [['yes', { text: 'no' }]] },
  });
  expect(await keyboard()).toEqual({ keyboard: [[{ text: 'yes' }, { text: 'no' }]] });
  await call('sendMessage', { chat_id: id, text: 'thanks', reply_markup: { remove_keyboard: true } });
  expect(await keyboard()).toBeUndefined();
});
