import { InlineKeyboard } from 'grammy';
import { beforeEach, describe, expect, test } from 'vitest';
import { replyWords } from '../../../src/qq/gateway/reply-words.ts';
import {
  chatOfGroup,
  chatWith,
  type OneBotWithBot,
  startOneBotWithBot,
} from '../../support/qq-onebot-bot.ts';

let world: OneBotWithBot;

beforeEach(async () => {
  world = await startOneBotWithBot();
});

const me = 10_001;
const other = 10_002;
const group = 20_001;

/** The last thing the bot said to somebody. */
const last = (user = me) => world.said(user).at(-1) ?? '';
const lastLine = (user = me) => last(user).split('\n').at(-1);

/** Pushes a message with buttons, as an alert is. */
const push = (chat: number, labels: Record<string, string>) =>
  world.bot.api.sendMessage(chat, 'A new fan.', {
    reply_markup: InlineKeyboard.from([
      Object.entries(labels).map(([text, data]) => InlineKeyboard.text(text, data)),
    ]),
  });

describe('the last line of a message with buttons', () => {
  test('holds the labels, and for rows the numbers that stand before them', async () => {
    await world.say(me, '/list');
    expect(lastLine()).toBe('回复：下一页 · 刷新 · 1–8');
    await world.say(me, '下一页');
    expect(lastLine()).toBe('回复：上一页 · 下一页 · 刷新 · 9–16');
    await world.say(me, '下一页');
    expect(lastLine()).toBe('回复：上一页 · 刷新 · 17–20');
  });

  test('is in the language of the chat', async () => {
    world = await startOneBotWithBot({ wordsOf: async () => replyWords.en });
    await world.say(me, '/list');
    expect(lastLine()).toBe('Reply: Next · 刷新 · 1–8');
    await world.say(me, 'next');
    expect(lastLine()).toBe('Reply: Previous · Next · 刷新 · 9–16');
  });

  test('stands alone under the text, and addresses of buttons are written out before it', async () => {
    await world.bot.api.sendMessage(chatWith(me), 'A card', {
      reply_markup: new InlineKeyboard()
        .url('主页', 'https://space.bilibili.com/1')
        .text('关注', 'do:follow'),
    });
    expect(last()).toBe('A card\n\n主页：https://space.bilibili.com/1\n回复：关注');
  });
});

describe('answering', () => {
  test('with a number or a label is pressing it, in full width and without capitals as well', async () => {
    await world.say(me, '/list');
    await world.say(me, '３');
    await world.say(me, ' 8 ');
    expect(world.deeds).toEqual(['open 3', 'open 8']);
  });

  test('a word that is shown over the chat on Telegram is said, when nothing else was', async () => {
    await world.say(me, '/list');
    await world.say(me, '3');
    expect(last()).toBe('This is 3.');
    // It does not end the menu.
    await world.say(me, '4');
    expect(last()).toBe('This is 4.');
  });

  test('what is no choice is heard as it was said', async () => {
    await world.say(me, '/list');
    await world.say(me, '9');
    await world.say(me, '关注 123');
    expect(world.deeds).toEqual(['heard 9', 'heard 关注 123']);
  });

  test('belongs to the last message with buttons that was sent in answer to this person', async () => {
    await world.say(me, '/list');
    await world.say(me, '下一页');
    await world.say(me, '3');
    expect(world.deeds).toEqual(['heard 3']);
    await world.say(other, '12');
    expect(world.deeds).toEqual(['heard 3', 'heard 12']);
    await world.say(me, '12');
    expect(world.deeds.at(-1)).toContain('open 12');
  });

  test('is possible for ten minutes; after that a label is what it was said to be', async () => {
    await world.say(me, '/list');
    await world.clock.advance(10 * 60_000 - 1);
    await world.say(me, '刷新');
    expect(world.deeds).toEqual([]);
    await world.say(me, '/list');
    await world.clock.advance(10 * 60_000);
    await world.say(me, '刷新');
    expect(world.deeds).toEqual(['heard 刷新']);
  });

  test('a message without buttons that answers somebody ends the menu before it', async () => {
    await world.say(me, '/list');
    await world.say(me, '/start');
    await world.say(me, '1');
    expect(world.deeds).toEqual(['heard 1']);
  });

  test('0 leaves the menu, and so does 取消', async () => {
    for (const word of ['0', '０', '取消', 'cancel']) {
      await world.say(me, '/list');
      await world.say(me, word);
      expect(last()).toBe('Nothing is going on.');
      await world.say(me, '1');
      expect(world.deeds.splice(0)).toEqual(['heard 1']);
    }
  });

  test('0 presses the button that leaves, where there is one', async () => {
    await world.say(me, '/follow');
    await world.say(me, '42');
    expect(lastLine()).toBe('回复：确认 · 取消');
    await world.say(me, '0');
    expect(last()).toBe('Left.');
    expect(world.deeds).toEqual([]);
  });

  test('without a menu, 0 is only said', async () => {
    await world.say(me, '0');
    expect(world.deeds).toEqual(['heard 0']);
  });
});

describe('a typed question', () => {
  test('takes a number that an older menu would have taken', async () => {
    await world.say(me, '/list');
    await world.say(me, '/follow');
    await world.say(me, '2');
    expect(last()).toContain('Follow 2?');
    await world.say(me, '确认');
    expect(world.deeds).toEqual(['follow 2']);
  });

  test('takes it even when the menu is quoted', async () => {
    await world.say(me, '/list');
    const menu = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.say(me, '/follow');
    await world.say(me, '2', { quote: menu });
    expect(last()).toContain('Follow 2?');
  });

  test('is answered by words that come before it was asked, in their order', async () => {
    await world.untilHandled(() => {
      world.qq.say(me, '/follow');
      world.qq.say(me, '7');
    }, 2);
    expect(last()).toContain('Follow 7?');
  });
});

describe('a pushed alert', () => {
  test('never takes what is said, whatever was before it', async () => {
    await world.say(me, '/list');
    await push(chatWith(me), { '1. Fan': 'do:block', 拉黑: 'do:block' });
    await world.say(me, '1');
    await world.say(me, '拉黑');
    expect(world.deeds[0]).toContain('open 1');
    expect(world.deeds[1]).toBe('heard 拉黑');
  });

  test('is also what a command left running says once it has been answered', async () => {
    await world.say(me, '/later');
    world.release();
    await expect.poll(() => last()).toContain('Found.');
    await world.say(me, '1');
    expect(world.deeds).toEqual(['open 1']);
  });

  test('is answered by quoting it, also while a question is open', async () => {
    await push(chatWith(me), { 拉黑: 'do:block' });
    const alert = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.say(me, '拉黑', { quote: alert });
    expect(last()).toBe('Done: block');
    await world.say(me, '/follow');
    await world.say(me, '拉黑', { quote: alert });
    expect(world.deeds.filter((deed) => deed.startsWith('block'))).toHaveLength(2);
  });

  test('is still answered a day later, and then forgotten', async () => {
    await push(chatWith(me), { 拉黑: 'do:block' });
    const alert = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.clock.advance(23 * 3_600_000);
    await world.say(me, '拉黑', { quote: alert });
    expect(world.deeds).toHaveLength(1);
    await world.clock.advance(2 * 3_600_000);
    await world.say(me, '拉黑', { quote: alert });
    expect(world.deeds).toHaveLength(2);
    expect(world.deeds.at(-1)).toContain('heard 拉黑');
  });
});

describe('quoting a menu', () => {
  test('presses it for the one it was made for, when another is live', async () => {
    await world.say(me, '/list');
    const menu = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.say(me, '/start');
    await world.say(me, '5', { quote: menu });
    expect(world.deeds.at(-1)).toContain('open 5');
  });

  test('that is forgotten is handed on as a message of the bot, and presses nothing', async () => {
    await world.say(me, '/start');
    const old = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.clock.advance(25 * 3_600_000);
    await world.say(me, '1', { quote: old });
    await expect.poll(() => world.deeds).toEqual(['heard 1 to "Hello."']);
  });

  test('a message nobody remembers quotes nothing', async () => {
    await world.say(me, 'hello', { quote: 123_456 });
    expect(world.deeds).toEqual(['heard hello']);
  });

  test('a quoted message of somebody else is handed on with its words', async () => {
    const id = await world.say(other, 'UID:5', { group });
    await world.say(me, '/who', { group, at: true, quote: id });
    expect(world.deeds).toEqual(['heard /who@guanxi_on_qq to "UID:5"']);
  });
});

describe('in a group', () => {
  test('what is said without an @ and without a quote presses nothing and is not heard', async () => {
    await world.say(me, '/list', { group, at: true });
    await world.say(me, '1', { group });
    expect(world.deeds).toEqual([]);
    await world.say(me, '1', { group, at: true });
    expect(world.deeds[0]).toContain('open 1');
  });

  test('another person presses nothing of it, with an @ or by quoting it', async () => {
    await world.say(me, '/list', { group, at: true });
    const menu = world.qq.chat({ group }).at(-1)?.id ?? 0;
    await world.say(other, '1', { group, at: true });
    await world.say(other, '1', { group, quote: menu });
    expect(world.deeds.filter((deed) => deed.startsWith('open'))).toEqual([]);
    await world.say(me, '1', { group, quote: menu });
    expect(world.deeds.at(-1)).toContain('open 1');
  });

  test('an alert may be answered by whoever quotes it; who may do what, the bot decides', async () => {
    await push(chatOfGroup(group), { 拉黑: 'do:block' });
    const alert = world.qq.chat({ group }).at(-1)?.id ?? 0;
    await world.say(other, '拉黑', { group, at: true });
    await world.say(other, '拉黑', { group, quote: alert });
    expect(world.deeds.filter((deed) => deed.startsWith('block'))).toHaveLength(1);
  });

  test('a word that leaves, said to somebody else while something is under way, leaves nothing', async () => {
    await world.untilHandled(() => {
      world.qq.say(me, '/list', { group });
      world.qq.say(me, '取消', { group });
    }, 2);
    expect(world.qq.said({ group }).join()).not.toContain('Nothing is going on.');
    await world.untilHandled(() => {
      world.qq.say(me, '/list', { group });
      world.qq.say(me, '取消', { group, at: true });
    }, 2);
    expect(world.qq.said({ group }).join()).toContain('Nothing is going on.');
  });

  test('commands are heard with a slash, as on Telegram; with an @ they are meant for this bot', async () => {
    await world.say(me, '/who 1', { group });
    await world.say(me, '／who 1', { group, at: true });
    expect(world.deeds).toEqual(['heard /who 1', 'heard /who@guanxi_on_qq 1']);
  });
});

describe('an edit', () => {
  test('that replaces a message leaves its buttons on the new one, and the old one is taken back', async () => {
    await world.say(me, '/list');
    await world.say(me, '下一页');
    expect(world.said(me)).toHaveLength(1);
    const menu = world.qq.chat({ user: me }).at(-1)?.id ?? 0;
    await world.say(me, '/start');
    await world.say(me, '9', { quote: menu });
    expect(world.deeds.at(-1)).toContain('open 9');
  });

  test('after two minutes leaves the old one where it is', async () => {
    await world.say(me, '/list');
    await world.clock.advance(121_000);
    await world.say(me, '下一页');
    expect(world.said(me)).toHaveLength(2);
    await world.say(me, '9');
    expect(world.deeds.at(-1)).toContain('open 9');
  });
});
