import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputFile } from 'grammy';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  chatOfGroup,
  chatWith,
  type OneBotWithBot,
  startOneBotWithBot,
} from '../../support/qq-onebot-bot.ts';

let world: OneBotWithBot;
let pictures: string[];

beforeEach(async () => {
  pictures = [];
  world = await startOneBotWithBot({
    mayBefriend: async (user, words) => user === chatWith(777) && words === 'claim_x',
    picture: async (address) => {
      pictures.push(address);
      return address.endsWith('.png') ? Buffer.from('face') : undefined;
    },
  });
});

const me = 10_001;
const chat = chatWith(me);

/** What a call by hand is answered. */
async function call(method: string, params: Record<string, unknown> = {}) {
  const answer = await world.gateway.fetch(`https://api.telegram.org/bot1:token/${method}`, {
    body: JSON.stringify(params),
  });
  return (await answer.json()) as {
    ok: boolean;
    error_code?: number;
    description?: string;
    parameters?: unknown;
  };
}

describe('the methods of the Bot API', () => {
  /** What only a connection to Telegram needs; `getMe` is there all the same. */
  const ofTelegramAlone = ['getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo'];

  test('that the bot calls are all there', async () => {
    const called = methodsCalled();
    expect(called).toContain('sendMessage');
    expect(called).toContain('sendMediaGroup');
    const missing = [];
    for (const method of called.filter((name) => !ofTelegramAlone.includes(name))) {
      const { error_code } = await call(method, { chat_id: 1 });
      if (error_code === 404 || error_code === 500) missing.push(method);
    }
    expect(missing).toEqual([]);
  });

  test('that QQ does not have are answered with 404, and logged', async () => {
    for (const method of ['sendDice', 'constructor', '__proto__', 'toString'])
      expect(await call(method)).toMatchObject({ ok: false, error_code: 404 });
    expect(world.logged.filter(({ method }) => method === 'sendDice')).toHaveLength(1);
  });

  test('that make no sense on QQ succeed and do nothing', async () => {
    for (const method of ['sendChatAction', 'setMyCommands', 'deleteMyCommands'])
      expect(await call(method, { chat_id: chat })).toMatchObject({ ok: true });
    expect(world.qq.calls.map(({ action }) => action)).toEqual(['get_login_info']);
  });

  test('take chats and messages only where there are some', async () => {
    for (const chat_id of [1, -100_123, 'x', undefined, 2 ** 46 + 1, Number.NaN])
      expect(await call('sendMessage', { chat_id, text: 'hi' })).toMatchObject({ error_code: 400 });
  });
});

describe('an upload', () => {
  test('arrives byte by byte, with its name and its words', async () => {
    const bytes = Buffer.from([0, 13, 10, 13, 10, 45, 45, 255]);
    const sending = world.bot.api.sendDocument(chat, new InputFile(bytes, '粉丝; 1"%.csv'), {
      caption: '{"not": "json"}\r\n',
    });
    await expect.poll(() => world.said(me)).toHaveLength(1);
    await world.clock.advance(3000);
    await sending;
    const [file, words] = world.qq.chat({ user: me });
    expect(file?.segments).toEqual([
      {
        type: 'file',
        data: { file: `base64://${bytes.toString('base64')}`, name: '粉丝; 1"%.csv' },
      },
    ]);
    expect(words?.shown).toContain('{"not": "json"}');
  });

  test('of several documents goes as a whole or not at all', async () => {
    await world.say(me, '/files');
    expect(world.said(me)).toEqual(['[file:fans.csv]', '[file:groups.json]']);
  });

  test('of a picture by its address goes as bytes; without the bytes it is refused', async () => {
    await world.bot.api.sendPhoto(chat, 'https://i0.hdslb.com/face.png', { caption: 'A' });
    expect(world.qq.chat({ user: me })[0]?.segments[0]).toEqual({
      type: 'image',
      data: { file: `base64://${Buffer.from('face').toString('base64')}` },
    });
    await expect(world.bot.api.sendPhoto(chat, 'https://elsewhere.example/x')).rejects.toMatchObject({
      error_code: 400,
    });
    expect(pictures).toEqual(['https://i0.hdslb.com/face.png', 'https://elsewhere.example/x']);
  });
});

describe('what Telegram alone shows', () => {
  test('leaves the words of a message as they are', async () => {
    const text = '下次检查：2026-11-26 14:05\n失败 2 人';
    const sending = world.bot.api.sendMessage(chat, text, {
      entities: [
        { type: 'date_time', offset: 5, length: 16, unix_time: 1_795_673_100, date_time_format: 'Dt' },
        { type: 'expandable_blockquote', offset: 22, length: 6 },
      ],
      reply_markup: { inline_keyboard: [[{ text: '拉黑', callback_data: 'x', style: 'danger' }]] },
      message_effect_id: '5046509860389126442',
      disable_notification: true,
      ephemeral_message_parameters: { receiver_user_id: chat },
    });
    await world.clock.advance(3000);
    await sending;
    expect(world.said(me)).toEqual([`${text}\n\n回复：拉黑`]);
  });
});

describe('a document of somebody', () => {
  test('is read by the bot, and answered with one', async () => {
    await world.untilHandled(() => world.qq.sendFile(me, { name: 'people.csv', bytes: Buffer.from('1\n2') }));
    await expect.poll(() => world.said(me)).toEqual(['[file:结果.txt]', 'Read.']);
    expect(world.deeds).toEqual(['read people.csv: 1\n2']);
  });

  test('that nobody remembers is none', async () => {
    for (const id of ['x', 'qq.1.2.0', `qq.${chat}.1.0`, 'sent.1'])
      expect(await call('getFile', { file_id: id })).toMatchObject({ error_code: 400 });
    const answer = await world.gateway.fetch('https://api.telegram.org/file/bot1:token/qq.1.2.0');
    expect(answer.status).toBe(404);
  });
});

describe('what QQ answers', () => {
  test.each([
    ['somebody who is no friend', chatWith(777), { error_code: 403 }],
    ['a group the bot is not in', chatOfGroup(777), { error_code: 403 }],
  ])('%s', async (_, to, expected) => {
    expect(await call('sendMessage', { chat_id: to, text: 'hi' })).toMatchObject({ ok: false, ...expected });
  });

  test('a group where the bot is muted is tried again later', async () => {
    world.qq.mute(20_001);
    expect(await call('sendMessage', { chat_id: chatOfGroup(20_001), text: 'hi' })).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 600 },
    });
  });

  test('a pushed message that may have gone is told as such, and not sent again', async () => {
    world.qq.faults.script('send', 'timeoutSent');
    expect(await call('sendMessage', { chat_id: chat, text: 'hi' })).toMatchObject({ error_code: 504 });
    expect(world.said(me)).toEqual(['hi']);
  });

  test('an answer that may have been lost counts as sent, and is logged', async () => {
    world.qq.faults.script('send', 'timeoutNotSent');
    await world.say(me, '/start');
    expect(world.said(me)).toEqual([]);
    expect(JSON.stringify(world.logged)).toContain('may have been lost');
    expect(JSON.stringify(world.logged)).not.toContain('could not be handled');
  });

  test('no connection is 502, and nothing goes when it is back', async () => {
    world.qq.disconnect();
    await expect.poll(() => world.states.at(-1)?.kind).toBe('offline');
    expect(await call('sendMessage', { chat_id: chat, text: 'hi' })).toMatchObject({ error_code: 502 });
    await expect.poll(() => world.clock.sleepers).toBeGreaterThan(0);
    await world.clock.advance(60_000);
    await expect.poll(() => world.states.at(-1)?.kind).toBe('online');
    expect(world.said(me)).toEqual([]);
  });

  test('a message in parts is taken back when one of them is refused', async () => {
    const long = `${'字'.repeat(1999)}\n`.repeat(2);
    const sending = call('sendMessage', { chat_id: chat, text: long });
    await expect.poll(() => world.said(me)).toHaveLength(1);
    world.qq.unfriend(me);
    await world.clock.advance(5000);
    expect(await sending).toMatchObject({ error_code: 403 });
    expect(world.said(me)).toEqual([]);
  });
});

describe('what the bot sends by itself', () => {
  test('goes one to three seconds apart; answers wait for nothing', async () => {
    const sending = [1, 2, 3].map((n) => world.bot.api.sendMessage(chat, `push ${n}`));
    await expect.poll(() => world.said(me)).toEqual(['push 1']);
    await world.say(10_002, '/start');
    expect(world.said(10_002)).toEqual(['Hello.']);
    await world.clock.advance(999);
    expect(world.said(me)).toHaveLength(1);
    await world.clock.advance(2001);
    await expect.poll(() => world.said(me)).toHaveLength(2);
    await world.clock.advance(3000);
    await Promise.all(sending);
    expect(world.said(me)).toEqual(['push 1', 'push 2', 'push 3']);
  });

  test('comes back later when too much waits already', async () => {
    const all = Array.from({ length: 12 }, (_, n) =>
      call('sendMessage', { chat_id: chat, text: `push ${n}` }),
    );
    const answers = Promise.all(all);
    await world.clock.advance(60_000);
    const refused = (await answers).filter(({ ok }) => !ok);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ error_code: 429, parameters: { retry_after: expect.any(Number) } });
  });

  test('does not go any more once it was given up', async () => {
    await world.bot.api.sendMessage(chat, 'first');
    const giveUp = new AbortController();
    const second = world.bot.api.sendMessage(chat, 'second', {}, giveUp.signal as never);
    second.catch(() => undefined);
    giveUp.abort();
    await expect(second).rejects.toThrow();
    await world.clock.advance(60_000);
    expect(world.said(me)).toEqual(['first']);
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('who may change things in a group is told by what they last said there', async () => {
  const group = chatOfGroup(20_001);
  expect(await call('getChatMember', { chat_id: group, user_id: chat })).toMatchObject({ error_code: 400 });
  await world.say(me, 'x', { group: 20_001 });
  await world.say(10_002, 'x', { group: 20_001 });
  expect(await call('getChatMember', { chat_id: group, user_id: chat })).toMatchObject({
    result: { status: 'creator' },
  });
  expect(await call('getChatMember', { chat_id: group, user_id: chatWith(10_002) })).toMatchObject({
    result: { status: 'member' },
  });
});

test('who asks to be a friend is taken as one only where that was decided', async () => {
  await world.untilHandled(() => world.qq.askToBefriend(777, 'please'));
  await world.untilHandled(() => world.qq.askToBefriend(778, 'claim_x'));
  expect([777, 778].map((user) => world.qq.isFriend(user))).toEqual([false, false]);
  await world.untilHandled(() => world.qq.askToBefriend(777, 'claim_x'));
  await expect.poll(() => world.qq.isFriend(777)).toBe(true);
});

test('that somebody wrote is told, and so is a group the bot is put out of', async () => {
  await world.say(me, 'hi');
  expect(world.heardChats).toEqual([chat]);
  const updates: unknown[] = [];
  world.bot.on('my_chat_member', (ctx) => void updates.push(ctx.myChatMember));
  await world.untilHandled(() => world.qq.kick(20_001, me));
  expect(updates).toMatchObject([
    { chat: { id: chatOfGroup(20_001) }, from: { id: chat }, new_chat_member: { status: 'left' } },
  ]);
});

/** The methods that the source of the bot calls, by the names of the Bot API. */
function methodsCalled(): string[] {
  const root = join(import.meta.dirname, '../../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !/^(?:qq|doctor|tools)\//u.test(name));
  const source = files.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  const found = new Set<string>();
  const verbs = 'send|edit|delete|answer|get|set|pin|unpin|leave|copy|forward|ban|approve|decline';
  for (const [, name = ''] of source.matchAll(
    new RegExp(`\\b(?:api|raw)\\s*\\.((?:${verbs})[A-Z]\\w*)\\(`, 'gu'),
  ))
    found.add(name);
  for (const [, name = ''] of source.matchAll(
    /\b(?:ctx|outside)\s*\.((?:reply|edit|delete|answer|getChat|getFile|leave|pin|react)\w*)\(/gu,
  ))
    found.add(
      name
        .replace(/^reply(?:With)?$/u, 'sendMessage')
        .replace(/^replyWith/u, 'send')
        .replace(/^react$/u, 'setMessageReaction'),
    );
  return [...found];
}
