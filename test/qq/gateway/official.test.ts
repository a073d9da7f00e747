import { InlineKeyboard } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OfficialPlayground, startOfficial } from '../../../playground/qq/index.ts';
import { createOpenidTable, openidIds } from '../../../src/qq/gateway/ids.ts';
import { createOfficial } from '../../../src/qq/official/official.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { type RunningBot, runSmallBot } from '../../support/qq-running-bot.ts';

let clock: TestClock;
let qq: OfficialPlayground;
let world: RunningBot;
let chat: number;

beforeEach(async () => {
  clock = createTestClock();
  qq = await startOfficial({ now: () => clock.now() });
  const ids = openidIds(createOpenidTable());
  const port = createOfficial({ app: qq.app, apiRoot: qq.root, clock, random: () => 0.5 });
  world = await runSmallBot(port, { ids, clock });
  chat = await ids.idOf({ kind: 'person', id: 'USER1' });
});

afterEach(async () => {
  await world.stop();
  await qq.close();
});

const said = () => qq.said({ user: 'USER1' });
const block = new InlineKeyboard().text('拉黑', 'do:block');

describe('an alert', () => {
  test('that QQ does not let through is to be tried later, and goes once the person has written', async () => {
    const push = () => world.bot.api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    await expect(push()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3600 } });
    expect(said()).toEqual([]);
    await world.dealtWith(() => qq.say('USER1', '你好'));
    expect(world.heardChats).toEqual([chat]);
    await clock.advance(3000);
    await push();
    expect(said()).toEqual(['A new fan.\n{拉黑}']);
  });

  test('has buttons that work, however old the message is', async () => {
    qq.allowPush({ user: 'USER1' });
    await world.bot.api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    await clock.advance(3 * 86_400_000);
    await expect.poll(() => world.states.at(-1)?.kind).toBe('online');
    await world.dealtWith(() => qq.press('USER1', '拉黑'));
    expect(world.deeds).toEqual(['block']);
    expect(said().at(-1)).toBe('Done: block');
  });

  test('can be answered by quoting it, too', async () => {
    qq.allowPush({ user: 'USER1' });
    await world.bot.api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    const index = qq.chat({ user: 'USER1' })[0]?.index ?? '';
    await world.dealtWith(() => qq.say('USER1', '拉黑', { quote: { index } }));
    expect(world.deeds).toEqual(['block']);
  });
});

describe('a press', () => {
  test('is acknowledged at once, and its word is said when nothing else is', async () => {
    await world.dealtWith(() => qq.say('USER1', '/list'));
    let id = '';
    await world.dealtWith(() => {
      id = qq.press('USER1', '3');
    });
    await expect.poll(() => qq.acknowledged).toEqual([id]);
    expect(said().at(-1)).toBe('This is 3.');
  });

  test('whose data is none of this bot does nothing', async () => {
    await world.dealtWith(() => qq.say('USER1', 'hi'));
    qq.sendRaw(
      JSON.stringify({
        op: 0,
        s: 99,
        t: 'INTERACTION_CREATE',
        d: { id: 'x', user_openid: 'USER1', data: { resolved: { button_data: 'no tag' } } },
      }),
    );
    await world.dealtWith(() => qq.say('USER1', '/start'));
    expect(said()).toEqual(['Hello.']);
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('a list has its rows as numbers side by side, and the typed number works as well', async () => {
  await world.dealtWith(() => qq.say('USER1', '/list'));
  expect(said()[0]?.split('\n').slice(-4)).toEqual(['{1|2|3|4|5}', '{6|7|8}', '{›}', '{刷新}']);
  await world.dealtWith(() => qq.say('USER1', '7'));
  expect(world.deeds).toEqual(['open 7']);
});

test('a picture with buttons is two messages', async () => {
  await world.dealtWith(() => qq.say('USER1', '/picture'));
  expect(said()).toEqual(['[image]', 'Scan this.\n{done}']);
});

test('in a group somebody quotes another, whose words come with the quote', async () => {
  await world.dealtWith(() =>
    qq.say('MEMBER1', '/who', { group: 'GROUP1', quote: { index: 'REFIDX_other', text: 'UID:5' } }),
  );
  expect(world.deeds).toEqual(['heard /who@guanxi_on_qq to "UID:5"']);
});
