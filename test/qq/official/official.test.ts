import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OfficialPlayground, startOfficial } from '../../../playground/qq/index.ts';
import { createOfficial } from '../../../src/qq/official/official.ts';
import type { QQMessage, QQTarget } from '../../../src/qq/port.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { type Listening, listenTo } from '../../support/qq-events.ts';

const person: QQTarget = { kind: 'person', id: 'USER1' };
const group: QQTarget = { kind: 'group', id: 'GROUP1' };

let clock: TestClock;
let qq: OfficialPlayground;
const ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  clock = createTestClock();
  qq = await startOfficial({ now: () => clock.now() });
  ends.push(() => qq.close());
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function connecting(app = qq.app, apiRoot = qq.root) {
  const port = createOfficial({ app, apiRoot, clock, random: () => 0.5 });
  const heard: Listening = listenTo(port);
  ends.push(() => heard.stop());
  return { port, heard };
}

/** A port that is connected, and has heard somebody in private. */
async function answering() {
  const both = connecting();
  await both.heard.until('online');
  const { id } = qq.say('USER1', 'hi');
  await both.heard.until('message');
  const send = (message: QQMessage) => both.port.send(person, { answers: id, ...message });
  return { ...both, id, send };
}

test('what the fence does not let through is not sent, and called offline', async () => {
  let isOpen = true;
  const fence = async () => {
    if (!isOpen) throw new Error('another process leads');
  };
  const port = createOfficial({ app: qq.app, apiRoot: qq.root, clock, fence, random: () => 0.5 });
  const heard: Listening = listenTo(port);
  ends.push(() => heard.stop());
  await heard.until('online');
  const { id } = qq.say('USER1', 'hi');
  await heard.until('message');
  isOpen = false;
  const before = qq.calls.length;
  expect(await port.send(person, { answers: id, text: 'hello' })).toEqual({ outcome: 'offline' });
  expect(qq.calls).toHaveLength(before);
});

const messagesPosted = () =>
  qq.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));

/** Lets the next attempt to connect begin. */
async function retry(ms = 1000) {
  await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
  await clock.advance(ms);
}

describe('the gateway', () => {
  test('lets the bot in, which then knows its name', async () => {
    const { port, heard } = connecting();
    await heard.until('online');
    expect(port.self()).toEqual({ id: 'BOT0000001', name: 'guanxi' });
  });

  test('tells what is said in private and, with an @, in groups', async () => {
    const { heard } = connecting();
    await heard.until('online');
    const first = qq.say('USER1', '你好');
    qq.say('MEMBER1', '粉丝', {
      group: 'GROUP1',
      role: 'admin',
      quote: { index: first.index, text: '你好' },
    });
    await heard.until('message', 2);
    expect(heard.of('message')).toMatchObject([
      {
        chat: person,
        from: { id: 'USER1' },
        text: '你好',
        addressed: true,
        quotedAs: first.index,
        id: first.id,
      },
      {
        chat: group,
        from: { id: 'MEMBER1' },
        role: 'admin',
        text: '粉丝',
        addressed: true,
        quotes: { id: first.index, text: '你好' },
      },
    ]);
    expect(heard.of('message')[0]?.at).toBe(Math.floor(clock.now() / 1000));
  });

  test('tells what is said in a group that shows everything, without the markup of a mention', async () => {
    const { heard } = connecting();
    await heard.until('online');
    qq.say('MEMBER1', '粉丝', { group: 'GROUP1', amongAll: 'mentioned' });
    qq.say('MEMBER1', '粉丝 <@OTHER>', { group: 'GROUP1', amongAll: 'unmentioned' });
    await heard.until('message', 2);
    expect(heard.of('message')).toMatchObject([
      { text: '粉丝', addressed: true },
      { text: '粉丝 <@OTHER>', addressed: false },
    ]);
  });

  test('tells where messages were switched on; the event itself may be answered', async () => {
    const { port, heard } = connecting();
    await heard.until('online');
    qq.switchOn({ user: 'USER1' });
    qq.switchOn({ group: 'GROUP1' });
    await heard.until('reachable', 2);
    expect(heard.of('reachable')).toMatchObject([{ chat: person }, { chat: group }]);
    expect(await port.send(person, { text: 'alert' })).toMatchObject({ outcome: 'sent' });
    expect(qq.chat({ user: 'USER1' })[0]?.answer).toBe(true);
  });

  test('asks for a new connection: the session goes on, and what was said meanwhile comes once', async () => {
    const { heard } = connecting();
    await heard.until('online');
    qq.say('USER1', 'one');
    await heard.until('message');
    qq.gateway.askToReconnect();
    await expect.poll(() => qq.connected).toBe(0);
    qq.say('USER1', 'two');
    await retry();
    await heard.until('message', 2);
    qq.gateway.repeat(2);
    qq.say('USER1', 'three');
    await heard.until('message', 3);
    expect(heard.of('message').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(qq.gateway.entries).toEqual({ identified: 1, resumed: 1 });
    expect(heard.of('offline')).toEqual([]);
  });

  test('a broken connection is resumed as well', async () => {
    const { heard } = connecting();
    await heard.until('online');
    qq.disconnect();
    await expect.poll(() => qq.connected).toBe(0);
    await retry();
    await expect.poll(() => qq.gateway.entries.resumed).toBe(1);
    expect(heard.of('offline')).toEqual([]);
  });

  test('a session that is forgotten begins anew, with a token that is good', async () => {
    const { heard } = connecting();
    await heard.until('online');
    qq.gateway.dropSessions();
    qq.expireTokens();
    qq.disconnect();
    await expect.poll(() => qq.connected).toBe(0);
    for (let round = 0; round < 4 && qq.gateway.entries.identified < 2; round += 1) await retry(5000);
    await expect.poll(() => qq.gateway.entries.identified).toBe(2);
    qq.say('USER1', 'still here');
    await heard.until('message');
  });

  test('that no longer answers heartbeats is left', async () => {
    const { heard } = connecting();
    await heard.until('online');
    await clock.advance(41_250);
    await expect.poll(() => qq.gateway.heartbeats).toBe(1);
    // The answer to the heartbeat comes before this.
    qq.say('USER1', 'hi');
    await heard.until('message');
    qq.gateway.answersHeartbeats = false;
    await clock.advance(41_250);
    expect(qq.connected).toBe(1);
    await clock.advance(41_250);
    await expect.poll(() => qq.connected).toBe(0);
    await retry();
    await expect.poll(() => qq.gateway.entries.resumed).toBe(1);
  });

  test('that greets again is neither answered twice nor beaten for twice as often', async () => {
    const { heard } = connecting();
    await heard.until('online');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    const { sleepers } = clock;
    for (let time = 0; time < 50; time += 1) qq.sendRaw('{"op":10,"d":{"heartbeat_interval":1}}');
    qq.say('USER1', 'hi');
    await heard.until('message');
    expect(clock.sleepers).toBe(sleepers);
    expect(qq.gateway.entries).toEqual({ identified: 1, resumed: 0 });
  });

  test('frames that make no sense are passed over', async () => {
    const { heard } = connecting();
    await heard.until('online');
    for (const frame of [
      '{',
      'null',
      '[]',
      '{"op":99}',
      '{"op":0,"t":"C2C_MESSAGE_CREATE","d":null}',
      '{"op":0,"t":"X"}',
    ])
      qq.sendRaw(frame);
    qq.say('USER1', 'still here');
    expect((await heard.until('message')).text).toBe('still here');
  });

  test('a bot that was taken down is announced, once', async () => {
    const { heard } = connecting();
    await heard.until('online');
    qq.closeWith(4914);
    expect((await heard.until('trouble')).error).toMatchObject({ reason: 'banned' });
    expect((await heard.until('offline')).reason).toBe('loggedOff');
  });
});

describe('the token', () => {
  test('is asked for before it ends, and when it is not accepted', async () => {
    const { send } = await answering();
    expect(await send({ text: 'a' })).toMatchObject({ outcome: 'sent' });
    qq.expireTokens();
    expect(await send({ text: 'b' })).toMatchObject({ outcome: 'sent' });
    expect(messagesPosted()).toHaveLength(3);
  });

  test('that is refused anew means that nothing was sent, and that it may be later', async () => {
    const { send } = await answering();
    const end = qq.on('call', qq.expireTokens);
    expect(await send({ text: 'a' })).toEqual({ outcome: 'offline' });
    end();
    expect(await send({ text: 'a' })).toMatchObject({ outcome: 'sent' });
  });

  test('that ends within a minute is not used any more', async () => {
    const { port, heard } = await answering();
    await clock.advance(7_141_000);
    qq.say('USER1', 'later');
    await expect.poll(() => heard.of('message').length).toBe(2);
    expect(await port.send(person, { text: 'hi' })).toMatchObject({ outcome: 'sent' });
    expect(messagesPosted()).toHaveLength(1);
  });

  test('is refused with HTTP 200: the operator is told what to compare, without the secret', async () => {
    const { heard } = connecting({ id: '1', secret: 'not-it' });
    const { error } = await heard.until('trouble');
    expect(error).toMatchObject({ reason: 'wrongToken' });
    expect(error.message).toContain('QQ_APP_SECRET');
    expect(error.message).not.toContain('not-it');
    await retry(120_000);
    expect(heard.of('trouble')).toHaveLength(1);
  });

  test('nobody there: told once, and tried again', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port: number } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { port, heard } = connecting(qq.app, `http://127.0.0.1:${number}`);
    expect((await heard.until('trouble')).error).toMatchObject({ reason: 'unreachable' });
    expect(await port.send(person, { text: 'hi' })).toEqual({ outcome: 'offline' });
  });
});

describe('a message', () => {
  test('goes as plain text, and mentions in it reach nobody', async () => {
    const { send } = await answering();
    await send({ text: '<@everyone> *a* _b_' });
    expect(qq.said({ user: 'USER1' })).toEqual(['<\u200b@everyone> *a* _b_']);
  });

  test('with buttons goes as Markdown that shows as it stands', async () => {
    const { send } = await answering();
    await send({
      text: '1. *a*_b_ https://b23.tv/a_b <@x>',
      keyboard: [
        [
          { label: '关注', data: 'm:follow', primary: true },
          { label: '主页', url: 'https://space.bilibili.com/1' },
        ],
      ],
    });
    const body = messagesPosted().at(-1)?.body;
    expect(body).toMatchObject({
      msg_type: 2,
      markdown: { content: '1. \\*a\\*\\_b\\_ https://b23.tv/a_b <\u200b@x>' },
      keyboard: {
        content: {
          rows: [{ buttons: [{ render_data: { label: '关注', style: 1 } }, { action: { type: 0 } }] }],
        },
      },
    });
  });

  test('with a picture or a document is uploaded first', async () => {
    const { send } = await answering();
    await send({ text: 'QR', picture: Buffer.from('png') });
    await send({ document: { name: 'fans.csv', bytes: Buffer.from('1') } });
    expect(qq.said({ user: 'USER1' })).toEqual(['[image]QR', '[file:fans.csv]']);
    expect(String(qq.chat({ user: 'USER1' })[0]?.media?.bytes)).toBe('png');
  });

  test('refers to what it answers, with a number that rises; the fifth is pushed, and that may be refused', async () => {
    const { send } = await answering();
    for (const text of ['a', 'b', 'c', 'd']) expect(await send({ text })).toMatchObject({ outcome: 'sent' });
    expect(messagesPosted().map(({ body }) => body.msg_seq)).toEqual([1, 2, 3, 4]);
    expect(await send({ text: 'e' })).toMatchObject({ outcome: 'refused', reason: 'noQuota' });
    // It is known before the platform says so.
    expect(
      messagesPosted()
        .slice(4)
        .map(({ body }) => body.msg_id),
    ).toEqual([undefined]);
    qq.allowPush({ user: 'USER1' });
    expect(await send({ text: 'e' })).toMatchObject({ outcome: 'sent' });
    expect(qq.chat({ user: 'USER1' }).map(({ answer }) => answer)).toEqual([true, true, true, true, false]);
  });

  test('whose event comes again after a restart is answered with the numbers that are left', async () => {
    const { id, heard, send } = await answering();
    for (const text of ['a', 'b']) await send({ text });
    await heard.stop();
    const again = connecting();
    await again.heard.until('online');
    const event = { id, author: { user_openid: 'USER1' }, content: 'hi' };
    qq.sendRaw(JSON.stringify({ op: 0, s: 2, t: 'C2C_MESSAGE_CREATE', d: event }));
    await again.heard.until('message');
    const answer = (text: string) => again.port.send(person, { text, answers: id });
    for (const text of ['c', 'd']) expect(await answer(text)).toMatchObject({ outcome: 'sent' });
    expect(qq.said({ user: 'USER1' })).toEqual(['a', 'b', 'c', 'd']);
    expect(messagesPosted().map(({ body }) => body.msg_seq)).toEqual([1, 2, 1, 2, 3, 4]);
    expect(await answer('e')).toMatchObject({ outcome: 'refused', reason: 'noQuota' });
  });

  test('that was delivered without an answer is not sent again', async () => {
    const { send } = await answering();
    qq.faults.script('send', 'timeoutSent');
    expect(await send({ text: 'a' })).toMatchObject({ outcome: 'mayHaveGone' });
    expect(qq.said({ user: 'USER1' })).toEqual(['a']);
    expect(messagesPosted()).toHaveLength(1);
  });

  test('in a group may be answered five times within five minutes', async () => {
    const { port, heard } = connecting();
    await heard.until('online');
    qq.say('MEMBER1', 'hi', { group: 'GROUP1' });
    await heard.until('message');
    for (const text of ['a', 'b', 'c', 'd', 'e'])
      expect(await port.send(group, { text })).toMatchObject({ outcome: 'sent' });
    qq.say('MEMBER1', 'hi', { group: 'GROUP1' });
    await heard.until('message', 2);
    await clock.advance(300_000);
    expect(await port.send(group, { text: 'f' })).toMatchObject({ outcome: 'refused', reason: 'noQuota' });
  });

  test('that answers nothing takes an answer that is left over, rather than being pushed', async () => {
    const { port, send } = await answering();
    await send({ text: 'a' });
    expect(await port.send(person, { text: 'alert' })).toMatchObject({ outcome: 'sent' });
    expect(qq.chat({ user: 'USER1' }).at(-1)?.answer).toBe(true);
  });

  test('the platform counts otherwise: the next thing to answer is taken, then a push', async () => {
    const { port, heard, send } = await answering();
    const { id } = qq.say('USER1', 'again');
    let messages = 2;
    await heard.until('message', messages);
    qq.refuse(40_034_128);
    expect(await send({ text: 'a' })).toMatchObject({ outcome: 'sent' });
    expect(
      messagesPosted()
        .map(({ body }) => body.msg_id)
        .at(-1),
    ).toBe(id);
    for (const gone of [304_027, 304_103, 40_034_005, 40_034_024, 40_034_025, 40_034_026, 40_034_027]) {
      qq.say('USER1', 'once more');
      messages += 1;
      await heard.until('message', messages);
      qq.refuse(gone);
      expect(await send({ text: 'a' }), String(gone)).toMatchObject({ outcome: 'sent' });
    }
    qq.refuse(...Array.from({ length: messages + 1 }, () => 40_034_128));
    expect(await port.send(person, { text: 'b' })).toMatchObject({ outcome: 'refused', reason: 'noQuota' });
  });

  test('with an address the platform does not take goes without what could be pressed', async () => {
    const { send } = await answering();
    qq.refuse(40_054_010);
    await send({ text: '主页 https://space.bilibili.com/1' });
    expect(qq.said({ user: 'USER1' })).toEqual(['主页 space．bilibili．com/1']);
    qq.refuse(40_054_010);
    expect(await send({ text: 'no link' })).toMatchObject({ outcome: 'refused', reason: 'links' });
  });

  test.each([
    [40_054_005, { outcome: 'mayHaveGone' }],
    [40_034_105, { outcome: 'refused', reason: 'noQuota' }],
    [40_034_100, { outcome: 'refused', reason: 'tooMany' }],
    [40_054_013, { outcome: 'refused', reason: 'noQuota' }],
    [40_054_004, { outcome: 'refused', reason: 'forbidden' }],
    [40_034_101, { outcome: 'refused', reason: 'forbidden' }],
    [40_054_002, { outcome: 'refused', reason: 'muted' }],
    [50_055_002, { outcome: 'offline' }],
    [40_054_007, { outcome: 'refused', reason: 'other' }],
  ])('refused with %i', async (code, expected) => {
    const { port, heard } = connecting();
    await heard.until('online');
    qq.refuse(code);
    expect(await port.send(person, { text: 'hi' })).toMatchObject(expected);
  });

  test('is recalled within two minutes', async () => {
    const { port, send } = await answering();
    const sent = await send({ text: 'a' });
    if (sent.outcome !== 'sent') throw new Error('not sent');
    expect(sent.quotedAs).toBe(qq.chat({ user: 'USER1' })[0]?.index);
    expect(await port.recall(person, sent.id)).toBe(true);
    expect(qq.said({ user: 'USER1' })).toEqual([]);
    expect(await port.recall(person, 'unknown')).toBe(false);
  });
});

describe('a press', () => {
  test('comes with what the button tells, is acknowledged, and may be answered', async () => {
    const { port, heard, send } = await answering();
    await send({ text: 'card', keyboard: [[{ label: '关注', data: 'm:follow' }]] });
    const id = qq.press('USER1', '关注');
    const press = await heard.until('press');
    expect(press).toMatchObject({ id, data: 'm:follow', chat: person, from: { id: 'USER1' } });
    await port.acknowledge(press.id);
    expect(qq.acknowledged).toEqual([id]);
    await port.send(person, { text: 'done', answers: press.id });
    expect(messagesPosted().at(-1)?.body).toMatchObject({ event_id: `INTERACTION_CREATE:${id}`, msg_seq: 1 });
  });

  test('in a group comes with who pressed', async () => {
    const { port, heard } = connecting();
    await heard.until('online');
    qq.say('MEMBER1', 'hi', { group: 'GROUP1' });
    await heard.until('message');
    await port.send(group, { text: 'x', keyboard: [[{ label: 'a', data: 'm:a' }]] });
    qq.press('MEMBER2', 'a', { group: 'GROUP1' });
    expect(await heard.until('press')).toMatchObject({ chat: group, from: { id: 'MEMBER2' } });
  });
});

test('a document is downloaded from where it lies, as far as it is not too big', async () => {
  const { port, heard } = connecting();
  await heard.until('online');
  qq.say('USER1', '', { file: { name: 'people.csv', bytes: Buffer.from('1\n2\n') } });
  const [file] = (await heard.until('message')).files;
  if (file === undefined) throw new Error('no file');
  expect(file).toMatchObject({ name: 'people.csv', size: 4 });
  expect(String(await port.file(file, 100))).toBe('1\n2\n');
  await expect(port.file(file, 3)).rejects.toMatchObject({ reason: 'tooBig' });
  await expect(port.file({ name: '', reference: 'file:///etc/passwd' }, 3)).rejects.toMatchObject({
    reason: 'notFetched',
  });
});
