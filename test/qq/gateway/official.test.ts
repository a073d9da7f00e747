import { Api, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type OfficialPlayground, startOfficial } from '../../../playground/qq/index.ts';
import { editFor } from '../../../src/bot/edit-purpose.ts';
import { openidIds } from '../../../src/qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../../../src/qq/gateway/openid-table.ts';
import { createOfficial } from '../../../src/qq/official/official.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { type RunningBot, runSmallBot } from '../../support/qq-running-bot.ts';

let clock: TestClock;
let qq: OfficialPlayground;
let world: RunningBot;
let chat: number;

beforeEach(async () => {
  clock = createTestClock();
  qq = await startOfficial({ now: () => clock.now() });
  const ids = openidIds(createOpenidTable(await openMemoryStore(clock)));
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
    const api = new Api('1:token', { fetch: world.gateway.fetchForOutbox as never });
    const push = () => api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    await expect(push()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3600 } });
    expect(said()).toEqual([]);
    await world.untilHandled(() => qq.say('USER1', '你好'));
    expect(world.heardChats).toEqual([chat]);
    await clock.advance(3000);
    await push();
    expect(said()).toEqual(['A new fan.\n{拉黑}']);
  });

  test('may be tried again as soon as the person lets the bot write; a new friend has unblocked it', async () => {
    const states: unknown[] = [];
    world.bot.on('my_chat_member', (ctx) => void states.push(ctx.myChatMember.new_chat_member.status));
    await world.untilHandled(() => qq.switchOn({ user: 'USER1' }));
    expect(world.heardChats).toEqual([chat]);
    expect(states).toEqual(['member']);
  });

  test('takes one message: a picture, which would be another, is left out', async () => {
    const api = new Api('1:token', { fetch: world.gateway.fetchForOutbox as never });
    qq.say('USER1', '你好');
    await expect.poll(() => world.heardChats).toEqual([chat]);
    const picture = new InputFile(Buffer.from('png'), 'a.png');
    const sent = api.sendPhoto(chat, picture, { caption: 'A new fan.', reply_markup: block });
    await clock.advance(3000);
    await sent;
    expect(said()).toEqual(['A new fan.\n{拉黑}']);
  });

  test('has buttons that work, however old the message is', async () => {
    qq.allowPush({ user: 'USER1' });
    await world.bot.api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    await clock.advance(3 * 86_400_000);
    await expect.poll(() => world.states.at(-1)?.kind).toBe('online');
    await world.untilHandled(() => qq.press('USER1', '拉黑'));
    expect(world.deeds).toEqual(['block']);
    expect(said().at(-1)).toBe('Done: block');
  });

  test('can be answered by quoting it, too', async () => {
    qq.allowPush({ user: 'USER1' });
    await world.bot.api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    const index = qq.chat({ user: 'USER1' })[0]?.index ?? '';
    await world.untilHandled(() => qq.say('USER1', '拉黑', { quote: { index } }));
    expect(world.deeds).toEqual(['block']);
  });
});

describe.each([304_036, 40_034_127])('a bot that may not send Markdown (%i)', (code) => {
  const markdown = () => qq.calls.filter(({ body }) => body?.msg_type === 2);
  const warnings = () =>
    world.states.filter((one) => one.kind === 'trouble' && one.error.reason === 'noButtons');

  beforeEach(() => qq.refuseMarkdown(code));

  test('shows its screens with the possible replies below, which work; QQ is asked once', async () => {
    await world.untilHandled(() => qq.say('USER1', '/list'));
    expect(said()[0]).toContain('1. Person 1');
    expect(said()[0]).toMatch(/回复：.*下一页/u);
    await world.untilHandled(() => qq.say('USER1', '下一页'));
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain('9. Person 9');
    await world.untilHandled(() => qq.say('USER1', '12'));
    expect(world.deeds).toEqual(['open 12']);
    expect(markdown()).toHaveLength(1);
    expect(warnings()).toHaveLength(1);
  });

  test('sends a picture once, with the replies below', async () => {
    await world.untilHandled(() => qq.say('USER1', '/picture'));
    expect(said()).toEqual([expect.stringMatching(/^\[image\]Scan this\.\n\n回复：/u)]);
  });

  test('sends its alerts as text, answered by quoting them', async () => {
    qq.allowPush({ user: 'USER1' });
    const api = new Api('1:token', { fetch: world.gateway.fetchForOutbox as never });
    const { sleepers } = clock;
    const push = api.sendMessage(chat, 'A new fan.', { reply_markup: block });
    // Sent again, it waits for its turn.
    await expect.poll(() => clock.sleepers).toBe(sleepers + 1);
    await clock.advance(3000);
    await push;
    expect(said()).toEqual(['A new fan.\n\n回复：拉黑']);
    const index = qq.chat({ user: 'USER1' })[0]?.index ?? '';
    await world.untilHandled(() => qq.say('USER1', '拉黑', { quote: { index } }));
    expect(world.deeds).toEqual(['block']);
  });
});

describe('what QQ does not let through, and nothing else remembers', () => {
  /** What the bot does by itself waits for its turn. */
  async function unasked<T>(act: Promise<T>): Promise<T> {
    await clock.advance(3000);
    return act;
  }
  const tell = (text: string) => unasked(world.bot.api.sendMessage(chat, text));
  const hello = () => world.untilHandled(() => qq.say('USER1', '/start'));

  test('goes with the next message of the chat, after its answer and once', async () => {
    await unasked(world.bot.api.sendMessage(chat, 'Linked.', { reply_markup: block }));
    await tell('The job is done.');
    expect(said()).toEqual([]);
    await hello();
    for (const _ of [1, 2]) await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', 'Linked.\n{拉黑}', 'The job is done.']);
    await hello();
    await clock.advance(60_000);
    expect(said().slice(3)).toEqual(['Hello.']);
    await world.untilHandled(() => qq.press('USER1', '拉黑'));
    expect(world.deeds).toEqual(['block']);
  });

  test('says what it says by then, and nothing when it is deleted', async () => {
    const { message_id: one } = await tell('one');
    const { message_id: two } = await tell('two');
    await unasked(world.bot.api.editMessageText(chat, one, 'one, changed'));
    await world.bot.api.deleteMessage(chat, two);
    await hello();
    await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', 'one, changed']);
    await clock.advance(60_000);
    expect(said()).toHaveLength(2);
  });

  test('that is more than the person may be told goes with what they say later', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await tell(text);
    await hello();
    for (const _ of [1, 2, 3]) await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', '1', '2', '3']);
    await hello();
    for (const _ of [1, 2]) await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', '1', '2', '3', 'Hello.', '4', '5']);
  });

  test('is a change of a message, too; the old one stays no longer than its two minutes', async () => {
    await hello();
    const stored = await world.messages.find(chat, qq.chat({ user: 'USER1' }).at(-1)?.id ?? '');
    await clock.advance(3_700_000);
    await unasked(world.bot.api.editMessageText(chat, stored?.id ?? 0, 'Changed.'));
    expect(said()).toEqual(['Hello.']);
    await hello();
    await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', 'Hello.', 'Changed.']);
  });

  test('is a picture without the picture; a document is refused', async () => {
    const picture = new InputFile(Buffer.from('png'), 'a.png');
    await unasked(world.bot.api.sendPhoto(chat, picture, { caption: 'Reached.' }));
    const refused = expect(world.bot.api.sendDocument(chat, picture)).rejects.toMatchObject({
      error_code: 429,
    });
    await unasked(refused);
    await hello();
    await clock.advance(3000);
    await expect.poll(said).toEqual(['Hello.', 'Reached.']);
  });
});

describe('an answer that cannot be sent just then', () => {
  const answers = () => qq.chat({ user: 'USER1' }).map(({ answer, type }) => [answer, type]);
  /** Lets time pass in steps, since requests take real time. */
  async function pass(minutes: number): Promise<void> {
    for (let seconds = 0; seconds < minutes * 60; seconds += 30) {
      await clock.advance(30_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('since no token is given goes as soon as there is one, with its buttons, once', async () => {
    qq.refuseTokens();
    await world.untilHandled(() => qq.say('USER1', '/list'));
    await pass(30);
    expect(said()).toEqual([]);
    qq.giveTokens();
    await vi.waitFor(async () => {
      await pass(1);
      expect(said()).toHaveLength(1);
    });
    expect(said()[0]).toContain('{刷新}');
    // None of the four answers was used up.
    expect(answers()).toEqual([[true, 2]]);
    await pass(5);
    expect(said()).toHaveLength(1);
    await world.untilHandled(() => qq.press('USER1', '3'));
    expect(world.deeds).toEqual(['open 3']);
  });

  test('as the platform says is sent again', async () => {
    qq.refuse(50_055_002, 50_055_002, 40_054_006);
    await world.untilHandled(() => qq.say('USER1', '/start'));
    await vi.waitFor(async () => {
      await pass(1);
      expect(said()).toEqual(['Hello.']);
    });
    expect(answers()).toEqual([[true, 0]]);
  });

  test('within the hour in which one may be goes with the next message', async () => {
    qq.refuseTokens();
    await world.untilHandled(() => qq.say('USER1', '/start'));
    await pass(70);
    qq.giveTokens();
    await pass(5);
    expect(said()).toEqual([]);
    await vi.waitUntil(() => qq.connected > 0);
    await world.untilHandled(() => qq.say('USER1', '/list'));
    await vi.waitFor(async () => {
      await pass(1);
      expect(said()).toHaveLength(2);
    });
    expect(said()[1]).toBe('Hello.');
  });
});

describe('progress', () => {
  test('is not told by itself, since the end needs what may still be said', async () => {
    await world.untilHandled(() => qq.say('USER1', '/start'));
    const stored = await world.messages.find(chat, qq.chat({ user: 'USER1' }).at(-1)?.id ?? '');
    const { api } = world.bot;
    await editFor('progress', () => api.editMessageText(chat, stored?.id ?? 0, '1/2'));
    await clock.advance(600_000);
    expect(said()).toEqual(['Hello.']);
    await api.editMessageText(chat, stored?.id ?? 0, 'Done.');
    expect(said().at(-1)).toBe('Done.');
  });
});

describe('a press', () => {
  test('is acknowledged at once, and its word is said when nothing else is', async () => {
    await world.untilHandled(() => qq.say('USER1', '/list'));
    let id = '';
    await world.untilHandled(() => {
      id = qq.press('USER1', '3');
    });
    await expect.poll(() => qq.acknowledged).toEqual([id]);
    expect(said().at(-1)).toBe('This is 3.');
  });

  test('whose data is none of this bot does nothing', async () => {
    await world.untilHandled(() => qq.say('USER1', 'hi'));
    qq.sendRaw(
      JSON.stringify({
        op: 0,
        s: 99,
        t: 'INTERACTION_CREATE',
        d: { id: 'x', user_openid: 'USER1', data: { resolved: { button_data: 'no tag' } } },
      }),
    );
    await world.untilHandled(() => qq.say('USER1', '/start'));
    expect(said()).toEqual(['Hello.']);
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('a list has its rows as numbers side by side, and the typed number works as well', async () => {
  await world.untilHandled(() => qq.say('USER1', '/list'));
  expect(said()[0]?.split('\n').slice(-4)).toEqual(['{1|2|3|4|5}', '{6|7|8}', '{›}', '{刷新}']);
  await world.untilHandled(() => qq.say('USER1', '7'));
  expect(world.deeds).toEqual(['open 7']);
});

test('a picture with buttons is two messages', async () => {
  await world.untilHandled(() => qq.say('USER1', '/picture'));
  expect(said()).toEqual(['[image]', 'Scan this.\n{done}']);
});

test('in a group somebody quotes another, whose words come with the quote', async () => {
  await world.untilHandled(() =>
    qq.say('MEMBER1', '/who', { group: 'GROUP1', quote: { index: 'REFIDX_other', text: 'UID:5' } }),
  );
  expect(world.deeds).toEqual(['heard /who@guanxi_on_qq to "UID:5"']);
});
