import { GrammyError, InputFile } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { startTelegram, type TelegramOptions } from '../../playground/telegram/index.ts';
import { createApi } from '../../src/telegram/grammy-client-options.ts';
import { plainBody } from '../../src/telegram/strip-decorations.ts';

const moment = {
  type: 'date_time',
  offset: 0,
  length: 3,
  unix_time: 1_700_000_000,
  date_time_format: 'Dt',
} as const;
const folded = { type: 'expandable_blockquote', offset: 4, length: 4 } as const;
const bold = { type: 'bold', offset: 0, length: 8 } as const;
const red = { inline_keyboard: [[{ text: 'Block', callback_data: 'x', style: 'danger' as const }]] };
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function chatOn(options: TelegramOptions) {
  const { telegram, root, close } = await startTelegram(options);
  onTestFinished(() => close());
  const me = telegram.actor({ firstName: 'Alice' });
  return { telegram, me, api: createApi(telegram.token, { apiRoot: root }) };
}

test('a server of an earlier version shows the same message without what it does not know', async () => {
  const { telegram, me, api } = await chatOn({ version: '7.0' });
  const entities = [moment, folded, bold];
  await api.sendMessage(me.chat, 'now long', { entities, reply_markup: red });
  expect(await me.next()).toMatchObject({ text: 'now long', entities: [bold] });
  await api.sendPhoto(me.chat, new InputFile(onePixel), { caption: 'now long', caption_entities: entities });
  expect(await me.next()).toMatchObject({ caption: 'now long', caption_entities: [bold] });
  expect(telegram.calls().map(({ ok }) => ok)).toEqual([false, true, false, true]);
});

test('buttons that such a server has no use for are left out, with those beside them kept', async () => {
  const { me, api } = await chatOn({ version: '7.0' });
  const next = { text: '›', callback_data: 'next' };
  const inline_keyboard = [
    [{ text: '1/2', disabled: {} }, next],
    [{ text: 'Copy', copy_text: { text: '5' } }],
  ];
  const { message_id } = await api.sendMessage(me.chat, 'one', { reply_markup: { inline_keyboard } });
  expect((await me.next()).reply_markup).toEqual({ inline_keyboard: [[next]] });
  await api.editMessageText(me.chat, message_id, 'two', { reply_markup: { inline_keyboard } });
  expect((await me.next()).reply_markup).toEqual({ inline_keyboard: [[next]] });
});

test('a server that knows them shows them, at one call', async () => {
  const { telegram, me, api } = await chatOn({});
  await api.sendMessage(me.chat, 'now long', { entities: [moment, folded], reply_markup: red });
  const shown = await me.next();
  expect(shown).toMatchObject({ entities: [moment, folded], reply_markup: red });
  expect(telegram.calls()).toHaveLength(1);
  expect(telegram.oddities).toEqual([]);
});

test('an effect that is no more costs the message its effect', async () => {
  const { me, api } = await chatOn({});
  await api.sendMessage(me.chat, '🎉', { message_effect_id: '1' });
  expect(await me.next()).not.toHaveProperty('effect_id');
});

test('a picture that is refused for itself is not sent again', async () => {
  const { telegram, me, api } = await chatOn({});
  const caption = { caption: 'now', caption_entities: [moment] };
  await expect(api.sendPhoto(me.chat, 'https://elsewhere.example/x', caption)).rejects.toThrow('400');
  expect(telegram.calls()).toHaveLength(1);
});

test('a message that is as wanted already is not made plainer', async () => {
  const { telegram, me, api } = await chatOn({});
  const { message_id } = await api.sendMessage(me.chat, 'now', { entities: [moment] });
  const again = api.editMessageText(me.chat, message_id, 'now', { entities: [moment] });
  await expect(again).rejects.toThrow(GrammyError);
  expect(me.last().entities).toEqual([moment]);
  expect(telegram.calls('editMessageText')).toHaveLength(1);
});

test('what has no decoration, or goes nowhere, is sent once', async () => {
  const { telegram, me, api } = await chatOn({});
  await expect(api.sendMessage(me.chat, '', {})).rejects.toThrow('empty');
  await expect(api.sendMessage(404, 'now', { entities: [moment] })).rejects.toThrow('not found');
  expect(telegram.calls()).toHaveLength(2);
});

test('an answer for one person is one for all where the server does not let it be', async () => {
  const { telegram, me, api } = await chatOn({});
  const group = telegram.group({ title: 'fans', members: [me.user] });
  const ephemeral_message_parameters = { receiver_user_id: me.user.id };
  const said = await api.sendMessage(group.id, 'hush', { ephemeral_message_parameters });
  expect(said.message_id).toBeGreaterThan(0);
  expect(telegram.history(group).at(-1)).toMatchObject({ text: 'hush' });
});

test('texts and names are never taken for decorations', async () => {
  const body = JSON.stringify({
    text: 'style',
    entities: [bold],
    reply_markup: { inline_keyboard: [[{ text: 'date_time', url: 'https://a.bc/style' }]] },
  });
  expect(await plainBody(body, 'application/json')).toBeUndefined();
});
