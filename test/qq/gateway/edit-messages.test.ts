import { InlineKeyboard, InputFile, InputMediaBuilder } from 'grammy';
import { beforeEach, describe, expect, test } from 'vitest';
import { editFor } from '../../../src/bot/edit-purpose.ts';
import { chatWith, type OneBotWithBot, startOneBotWithBot } from '../../support/qq-onebot-bot.ts';

let world: OneBotWithBot;

beforeEach(async () => {
  world = await startOneBotWithBot();
});

const me = 10_001;
const chat = chatWith(me);
const stop = new InlineKeyboard().text('停止', 'do:stop');
const again = new InlineKeyboard().text('重试失败项', 'do:retry');

/** All messages the bot sent so far, taken back or not. */
const sends = () => world.qq.calls.filter(({ action }) => action === 'send_private_msg').length;

/** How far it is, in the words of a job. */
const progress = (id: number, text: string) =>
  editFor('progress', () => world.bot.api.editMessageText(chat, id, text, { reply_markup: stop }));

async function board(): Promise<number> {
  const { message_id: id } = await world.bot.api.sendMessage(chat, '0/100', { reply_markup: stop });
  await world.clock.advance(5000);
  return id;
}

describe('progress', () => {
  test('is told at its beginning and at its end, not every three seconds', async () => {
    const id = await board();
    for (let done = 1; done <= 100; done += 1) {
      await progress(id, `${done}/100`);
      await world.clock.advance(3000);
    }
    expect(sends()).toBe(1);
    await world.bot.api.editMessageText(chat, id, 'Done, 3 failed', { reply_markup: again });
    expect(sends()).toBe(2);
    expect(world.said(me).at(-1)).toBe('Done, 3 failed\n\n回复：重试失败项');
    await world.clock.advance(3_600_000);
    expect(sends()).toBe(2);
  });

  test('that stands still is told, each time after a longer while', async () => {
    const id = await board();
    for (const [text, pause, expected] of [
      ['10/100', 19_999, 1],
      ['20/100', 20_000, 2],
      ['30/100', 60_000, 2],
      ['40/100', 600_000, 3],
    ] as const) {
      await progress(id, text);
      await world.clock.advance(pause);
      await expect.poll(sends).toBe(expected);
    }
    expect(world.said(me).at(-1)).toBe('40/100\n\n回复：停止');
  });

  test('does not come after the message is gone', async () => {
    const id = await board();
    await progress(id, '1/100');
    await world.bot.api.deleteMessage(chat, id);
    await world.clock.advance(3_600_000);
    expect(world.said(me)).toEqual([]);
    expect(sends()).toBe(1);
  });

  test('its button is pressed by quoting what is shown of it', async () => {
    const id = await board();
    await progress(id, '1/100');
    await world.say(me, '停止', { quote: world.qq.chat({ user: me }).at(-1)?.id ?? 0 });
    expect(world.deeds).toEqual(['stop']);
  });
});

describe('the end of something', () => {
  test('is told at once, though its buttons are the same', async () => {
    const id = await board();
    await progress(id, '99/100');
    await world.bot.api.editMessageText(chat, id, 'Done', { reply_markup: stop });
    expect(world.said(me).at(-1)).toBe('Done\n\n回复：停止');
    await world.clock.advance(3_600_000);
    expect(sends()).toBe(2);
  });

  test('that another message tells is not told here, and what was held back neither', async () => {
    const id = await board();
    await progress(id, '99/100');
    await editFor('superseded', () => world.bot.api.editMessageText(chat, id, 'Done'));
    await world.clock.advance(3_600_000);
    expect(sends()).toBe(1);
    await world.say(me, '停止', { quote: world.qq.chat({ user: me })[0]?.id ?? 0 });
    expect(world.deeds).toEqual(['heard 停止 to "Done"']);
  });
});

describe('a message', () => {
  test('keeps the id the bot knows, however often it is replaced', async () => {
    const id = await board();
    const second = await world.bot.api.editMessageText(chat, id, 'two', { reply_markup: again });
    expect(second).toMatchObject({ message_id: id });
    await world.clock.advance(5000);
    await world.bot.api.editMessageText(chat, id, 'three');
    expect(world.said(me)).toEqual(['three']);
  });

  test('that is as wanted already is said to be, and nothing is sent', async () => {
    const id = await board();
    await expect(world.bot.api.editMessageText(chat, id, '0/100', { reply_markup: stop })).rejects.toThrow(
      'message is not modified',
    );
    expect(sends()).toBe(1);
  });

  test('keeps the addresses behind its words when its buttons change, or its picture', async () => {
    const url = 'https://space.bilibili.com/2';
    const entities = [{ type: 'text_link' as const, offset: 0, length: 3, url }];
    const { api } = world.bot;
    const { message_id: id } = await api.sendMessage(chat, 'Fan', { entities, reply_markup: stop });
    const turned = api.editMessageReplyMarkup(chat, id, { reply_markup: again });
    await world.clock.advance(5000);
    await turned;
    expect(world.said(me)).toEqual([`Fan (${url})\n\n回复：重试失败项`]);
    const media = InputMediaBuilder.photo(new InputFile(Buffer.from('png'), 'a.png'), {
      caption: 'Fan',
      caption_entities: entities,
    });
    const edited = api.editMessageMedia(chat, id, media, { reply_markup: stop });
    await world.clock.advance(5000);
    await edited;
    expect(world.said(me)).toEqual([`[image]Fan (${url})\n\n回复：停止`]);
  });

  test('whose buttons only go needs no message', async () => {
    await world.say(me, '/list');
    const stored = await world.messages.find(chat, String(world.qq.chat({ user: me }).at(-1)?.id));
    await world.bot.api.editMessageReplyMarkup(chat, stored?.id ?? 0);
    expect(sends()).toBe(1);
    await world.say(me, '1');
    expect(world.deeds).toEqual(['heard 1']);
  });

  test('that is unknown, or a day old, cannot be edited', async () => {
    await expect(world.bot.api.editMessageText(chat, 5, 'x')).rejects.toThrow('message to edit not found');
    const id = await board();
    await world.clock.advance(86_400_000);
    await expect(world.bot.api.editMessageText(chat, id, 'x')).rejects.toThrow('message to edit not found');
  });

  test('of a person is neither edited nor deleted', async () => {
    await world.say(me, 'mine');
    const theirs = await world.messages.find(chat, String(world.qq.chat({ user: me })[0]?.id));
    await expect(world.bot.api.deleteMessage(chat, theirs?.id ?? 0)).rejects.toThrow("can't be deleted");
    await expect(world.bot.api.editMessageText(chat, theirs?.id ?? 0, 'x')).rejects.toThrow('not found');
  });

  test('is not remembered by its words when somebody else said it', async () => {
    await world.say(me, 'SESSDATA=secret');
    const theirs = await world.messages.find(chat, String(world.qq.chat({ user: me })[0]?.id));
    expect(theirs?.theirs).toBe(true);
    expect(JSON.stringify(theirs)).not.toContain('secret');
  });
});

describe('a picture', () => {
  test('stays when its caption changes, and goes when it is deleted', async () => {
    await world.say(me, '/picture');
    expect(world.said(me)).toEqual(['[image]Scan this.\n\n回复：done']);
    const stored = await world.messages.find(chat, String(world.qq.chat({ user: me }).at(-1)?.id));
    await world.bot.api.editMessageCaption(chat, stored?.id ?? 0, { caption: 'Scanned.' });
    expect(world.said(me)).toEqual(['[image]Scan this.\n\n回复：done', 'Scanned.']);
    await world.bot.api.deleteMessage(chat, stored?.id ?? 0);
    expect(world.said(me)).toEqual([]);
  });

  test('that is older than two minutes cannot be taken back, and that is said', async () => {
    await world.say(me, '/picture');
    await world.clock.advance(120_000);
    await world.say(me, 'done');
    expect(world.said(me)).toHaveLength(1);
    expect(JSON.stringify(world.logged)).toContain("can't be deleted");
  });
});

describe('edits of one message at once', () => {
  test('to the same words are one message, as on Telegram', async () => {
    const { message_id: id } = await world.bot.api.sendMessage(chat, 'Start?', { reply_markup: again });
    const edits = [1, 2].map(() => world.bot.api.editMessageText(chat, id, '0/100', { reply_markup: stop }));
    const settled = Promise.allSettled(edits);
    await world.clock.advance(10_000);
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(edits[1]).rejects.toThrow('message is not modified');
    expect(sends()).toBe(2);
  });

  test('come before its end: nothing is left of it', async () => {
    const { message_id: id } = await world.bot.api.sendMessage(chat, 'Start?', { reply_markup: again });
    const edit = world.bot.api.editMessageText(chat, id, '0/100', { reply_markup: stop });
    const end = world.bot.api.deleteMessage(chat, id);
    await world.clock.advance(10_000);
    await Promise.all([edit, end]);
    expect(world.said(me)).toEqual([]);
  });
});
