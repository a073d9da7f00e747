import { InlineKeyboard } from 'grammy';
import { beforeEach, expect, test } from 'vitest';
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
const group = 20_001;

const push = (chat: number, text = 'A new fan: Bob') =>
  world.bot.api.sendMessage(chat, text, {
    reply_markup: new InlineKeyboard().text('回关', 'do:follow'),
    entities: [{ type: 'text_link', offset: 11, length: 3, url: 'https://space.bilibili.com/5' }],
  });

const idOfLast = (chat: { user: number } | { group: number }) => world.qq.chat(chat).at(-1)?.id ?? 0;

test('an alert of which QQ did not say whether it went is answered by who quotes it', async () => {
  world.qq.faults.script('send', 'timeoutSent');
  await expect(push(chatWith(me))).rejects.toThrow(/may have sent/u);
  const quote = idOfLast({ user: me });
  await world.say(me, '回关', { quote });
  expect(world.deeds).toEqual(['follow']);
  // Known by its name from then on.
  world.deeds.length = 0;
  await world.say(me, '回关', { quote });
  expect(world.deeds).toEqual(['follow']);
});

test('one in a group needs an @ of the bot with it', async () => {
  world.qq.faults.script('send', 'timeoutSent');
  await expect(push(chatOfGroup(group))).rejects.toThrow(/may have sent/u);
  const quote = idOfLast({ group });
  await world.say(me, '回关', { group, quote });
  expect(world.deeds).toEqual([]);
  await world.say(me, '回关', { group, quote, at: true });
  expect(world.deeds).toEqual(['follow']);
});

test('the same words of somebody else are no alert', async () => {
  world.qq.faults.script('send', 'timeoutNotSent');
  await expect(push(chatWith(me))).rejects.toThrow(/may have sent/u);
  const quote = await world.say(me, 'A new fan: Bob (https://space.bilibili.com/5)\n\n回复：回关');
  await world.say(me, '回关', { quote });
  expect(world.deeds).not.toContain('follow');
});

test('what quotes a message that nobody remembers is heard without it', async () => {
  await world.say(me, '回关', { quote: 424_242 });
  expect(world.deeds).toEqual(['heard 回关']);
});
