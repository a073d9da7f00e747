import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OneBotPlayground, startOneBot } from '../../../playground/qq/index.ts';
import { createOneBot } from '../../../src/qq/onebot/onebot.ts';
import { createTestClock, type TestClock } from '../../support/clock.ts';
import { type Listening, listenTo } from '../../support/qq-events.ts';

const friend = { kind: 'person', id: '10001' } as const;
const group = { kind: 'group', id: '20001' } as const;

let clock: TestClock;
let qq: OneBotPlayground;
const ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  clock = createTestClock();
  qq = await startOneBot({ now: () => clock.now() });
  ends.push(() => qq.close());
  qq.befriend(10_001, '阿明');
  qq.group(20_001, { 10001: 'admin', 10002: 'member' });
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A port that dials; it is stopped with the test. */
function dialling(url = qq.url, token = qq.token) {
  const port = createOneBot({ transport: { url }, token, clock, random: () => 0.5 });
  return { port, heard: started(listenTo(port)) };
}

test('what the fence does not let through is not sent, and called offline', async () => {
  let isOpen = true;
  const fence = async () => {
    if (!isOpen) throw new Error('another process leads');
  };
  const port = createOneBot({ transport: { url: qq.url }, token: qq.token, clock, fence, random: () => 0.5 });
  await started(listenTo(port)).until('online');
  isOpen = false;
  const before = qq.calls.length;
  expect(await port.send(friend, { text: 'hello' })).toEqual({ outcome: 'offline' });
  expect(await port.recall(friend, '1')).toBe(false);
  await port.befriend('request');
  expect(qq.calls).toHaveLength(before);
});

function started(heard: Listening): Listening {
  ends.push(() => heard.stop().catch(() => undefined));
  return heard;
}

describe('by a WebSocket that is dialled', () => {
  test('the account is known and announced as reachable', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    expect(port.self()).toEqual({ id: '10000', name: 'guanxi' });
    await clock.advance(60_000);
    expect(heard.of('online')).toHaveLength(1);
  });

  test('what is said comes without the @ of the bot, with who said it and what was quoted', async () => {
    const { heard } = dialling();
    await heard.until('online');
    const first = qq.say(10_001, '你好');
    const second = qq.say(10_001, '粉丝', { group: 20_001, at: true, quote: first });
    await heard.until('message', 2);
    expect(heard.of('message')).toMatchObject([
      { chat: friend, from: { id: '10001', name: '阿明' }, text: '你好', addressed: true, id: String(first) },
      {
        chat: group,
        role: 'admin',
        text: '粉丝',
        addressed: true,
        id: String(second),
        quotes: { id: String(first) },
      },
    ]);
  });

  test('in a group, what is not for the bot is told as such', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.say(10_002, 'hello', { group: 20_001 });
    expect(await heard.until('message')).toMatchObject({ addressed: false, text: 'hello' });
  });

  test('a message is sent as parts, and CQ codes in it stay text', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    const sent = await port.send(friend, { text: '[CQ:at,qq=all] 新粉丝', picture: Buffer.from('png') });
    expect(sent).toEqual({ outcome: 'sent', id: expect.stringMatching(/^\d+$/u) });
    expect(qq.chat({ user: 10_001 }).at(-1)?.segments).toEqual([
      { type: 'image', data: { file: `base64://${Buffer.from('png').toString('base64')}` } },
      { type: 'text', data: { text: '[CQ:at,qq=all] 新粉丝' } },
    ]);
  });

  test('CQ codes in what somebody calls themselves are only their name', async () => {
    qq.befriend(10_003, '[CQ:at,qq=all]');
    const { heard } = dialling();
    await heard.until('online');
    qq.say(10_003, '[CQ:image,file=x]');
    expect(await heard.until('message')).toMatchObject({
      from: { name: '[CQ:at,qq=all]' },
      text: '[CQ:image,file=x]',
      other: false,
    });
  });

  test('parts that are unknown or malformed are passed over', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.say(10_001, 'a', {
      segments: [
        { type: 'hologram', data: { x: 1 } },
        { type: 'text', data: { text: null } },
        { type: 'at', data: {} },
        'text' as never,
        { type: 'reply', data: {} },
      ],
    });
    expect(await heard.until('message')).toMatchObject({ text: 'a@', other: true });
    expect(heard.of('message')[0]?.quotes).toBeUndefined();
  });

  test('what the account itself says elsewhere is not heard', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.sayAsSelf(10_001, '/fans');
    qq.say(10_001, 'after');
    expect((await heard.until('message')).text).toBe('after');
    expect(heard.of('message')).toHaveLength(1);
  });

  test('frames that are no JSON, or no object, are told of once and passed over', async () => {
    const { heard } = dialling();
    await heard.until('online');
    for (const frame of [
      '{"post_type":',
      'null',
      '[1]',
      '"x"',
      '{}',
      '{"post_type":"message"}',
      '{"echo":{}}',
    ])
      qq.sendRaw(frame);
    qq.say(10_001, 'still here');
    expect((await heard.until('message')).text).toBe('still here');
    expect(heard.of('trouble').map(({ error }) => error.reason)).toEqual(['badFrame']);
  });

  test('a frame of 50 MB is not buffered: the connection is made anew, and the operator is told', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.sendRaw(Buffer.alloc(50 * 1024 * 1024, 0x20));
    expect((await heard.until('trouble')).error).toMatchObject({ reason: 'frameTooBig' });
    await heard.until('offline');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(1000);
    await heard.until('online', 2);
    qq.say(10_001, 'still here');
    expect((await heard.until('message')).text).toBe('still here');
  });

  test('messages as strings with CQ codes are not read, and the operator is told which setting to change', async () => {
    const { heard } = dialling();
    await heard.until('online');
    const event = {
      post_type: 'message',
      message_type: 'private',
      user_id: 10_001,
      message_id: 1,
      self_id: 10_000,
    };
    qq.sendRaw(JSON.stringify({ ...event, message: '[CQ:at,qq=10000] /fans' }));
    const { error } = await heard.until('trouble');
    expect(error.reason).toBe('textFormat');
    expect(error.message).toContain('"array"');
    expect(heard.of('message')).toEqual([]);
  });

  test('a broken connection is announced and dialled again, however often, with longer pauses', async () => {
    const { heard } = dialling();
    for (let round = 1; round <= 3; round += 1) {
      await heard.until('online', round);
      qq.disconnect();
      await heard.until('offline', round);
      await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
      await clock.advance(60_000);
    }
    await heard.until('online', 4);
    expect(heard.of('offline').map(({ reason }) => reason)).toEqual(Array(3).fill('disconnected'));
  });

  test('events that come again after a reconnect are heard once', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.say(10_001, 'one');
    await heard.until('message');
    qq.disconnect();
    await heard.until('offline');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(1000);
    await heard.until('online', 2);
    qq.repeat(1);
    qq.say(10_001, 'two');
    await heard.until('message', 2);
    expect(heard.of('message').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('no heartbeat for two intervals means a dead connection, which is dialled again', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.heartbeat({ interval: 30_000 });
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(59_000);
    expect(heard.of('offline')).toEqual([]);
    await clock.advance(1000);
    expect((await heard.until('offline')).reason).toBe('silent');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(1000);
    await heard.until('online', 2);
  });

  test('that QQ logs the account off is announced once, by notice or by heartbeat, and so is its return', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.logOff();
    qq.heartbeat({ online: false });
    expect((await heard.until('offline')).reason).toBe('loggedOff');
    qq.heartbeat({ online: false });
    qq.heartbeat({ online: true });
    await heard.until('online', 2);
    expect(heard.of('offline')).toHaveLength(1);
  });

  test('tells where it may write again: a new friend, a group in which it is no longer muted', async () => {
    const { heard } = dialling();
    await heard.until('online');
    const notices = [
      { notice_type: 'friend_add', user_id: 10_001 },
      { notice_type: 'group_ban', sub_type: 'ban', group_id: 20_001, user_id: 10_000 },
      { notice_type: 'group_ban', sub_type: 'lift_ban', group_id: 20_001, user_id: 10_002 },
      { notice_type: 'group_ban', sub_type: 'lift_ban', group_id: 20_001, user_id: 10_000 },
      { notice_type: 'group_ban', sub_type: 'lift_ban', group_id: 20_001, user_id: 0 },
    ];
    for (const notice of notices)
      qq.sendRaw(JSON.stringify({ time: 0, self_id: 10_000, post_type: 'notice', ...notice }));
    await heard.until('reachable', 3);
    expect(heard.of('reachable').map(({ chat }) => chat)).toEqual([friend, group, group]);
  });

  test('an account that is logged off stays so over a reconnect, until a heartbeat says otherwise', async () => {
    const { heard } = dialling();
    await heard.until('online');
    qq.heartbeat({ online: false });
    await heard.until('offline');
    qq.disconnect();
    await expect.poll(() => qq.connected).toBe(0);
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(1000);
    await expect.poll(() => qq.connected).toBe(1);
    await expect.poll(() => qq.calls.filter(({ action }) => action === 'get_login_info').length).toBe(2);
    expect(heard.of('online')).toHaveLength(1);
    qq.heartbeat({ online: true });
    await heard.until('online', 2);
    expect(heard.of('offline')).toHaveLength(1);
  });
});

describe('what becomes of a message', () => {
  test.each(['timeoutSent', 'timeoutNotSent'] as const)('%s: it may have gone', async (fault) => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.faults.script('send', fault);
    expect(await port.send(friend, { text: 'hi' })).toMatchObject({ outcome: 'mayHaveGone' });
    expect(qq.said({ user: 10_001 })).toHaveLength(fault === 'timeoutSent' ? 1 : 0);
  });

  test('no answer in time: it may have gone', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.faults.script('answer', 'silent');
    const sent = port.send(friend, { text: 'hi' });
    await expect.poll(() => qq.said({ user: 10_001 })).toHaveLength(1);
    await clock.advance(60_000);
    expect(await sent).toEqual({ outcome: 'mayHaveGone', detail: 'no answer' });
  });

  test('given up before the answer, as at a stop: it may have gone, and nobody waits any longer', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.faults.script('answer', 'silent');
    const stop = new AbortController();
    const sent = port.send(friend, { text: 'hi' }, stop.signal);
    await expect.poll(() => qq.said({ user: 10_001 })).toHaveLength(1);
    stop.abort();
    expect(await sent).toEqual({ outcome: 'mayHaveGone', detail: 'no answer' });
  });

  test('a connection that breaks before the answer: it may have gone', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.faults.script('answer', 'silent');
    const sent = port.send(friend, { text: 'hi' });
    await expect.poll(() => qq.said({ user: 10_001 })).toHaveLength(1);
    qq.disconnect();
    expect(await sent).toMatchObject({ outcome: 'mayHaveGone' });
  });

  test('no connection: nothing was sent', async () => {
    const port = createOneBot({ transport: { url: qq.url }, token: qq.token, clock, random: () => 0.5 });
    expect(await port.send(friend, { text: 'hi' })).toEqual({ outcome: 'offline' });
  });

  test('an account that is logged off: nothing was sent', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.logOff();
    await heard.until('offline');
    expect(await port.send(friend, { text: 'hi' })).toEqual({ outcome: 'offline' });
    expect(qq.said({ user: 10_001 })).toEqual([]);
  });

  test('a group where the bot is muted, one it is not in, and somebody who is no friend are told apart', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.mute(20_001);
    expect(await port.send(group, { text: 'hi' })).toMatchObject({ outcome: 'refused', reason: 'muted' });
    qq.kick(20_001, 10_001);
    expect(await heard.until('membership')).toMatchObject({
      group: '20001',
      member: false,
      by: { id: '10001' },
    });
    expect(await port.send(group, { text: 'hi' })).toMatchObject({ outcome: 'refused', reason: 'forbidden' });
    const stranger = { kind: 'person', id: '99999' } as const;
    expect(await port.send(stranger, { text: 'hi' })).toMatchObject({
      outcome: 'refused',
      reason: 'forbidden',
    });
  });

  test('a message is recalled within two minutes, and not later', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    const ids = [];
    for (const text of ['a', 'b']) {
      const sent = await port.send(friend, { text });
      ids.push(sent.outcome === 'sent' ? sent.id : '');
    }
    expect(await port.recall(friend, ids[0] ?? '')).toBe(true);
    expect(qq.said({ user: 10_001 })).toEqual(['b']);
    await clock.advance(130_000);
    expect(await port.recall(friend, ids[1] ?? '')).toBe(false);
  });
});

describe('documents and quotes', () => {
  test('a document is downloaded by its identifier, and refused when it is too big', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    qq.sendFile(10_001, { name: 'people.csv', bytes: Buffer.from('1\n2\n') });
    const { files } = await heard.until('message');
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    expect(file).toMatchObject({ name: 'people.csv', size: 4 });
    expect(String(await port.file(file, 100))).toBe('1\n2\n');
    await expect(port.file(file, 3)).rejects.toMatchObject({ name: 'FileUnavailable', reason: 'tooBig' });
    const { size: _, ...unsized } = file;
    await expect(port.file(unsized, 3)).rejects.toMatchObject({ reason: 'tooBig' });
    await expect(port.file({ ...unsized, reference: 'gone' }, 3)).rejects.toMatchObject({
      reason: 'notFetched',
    });
  });

  test('a quoted message is looked up; one that nobody remembers is none', async () => {
    const { port, heard } = dialling();
    await heard.until('online');
    const id = qq.say(10_002, 'UID:5', { group: 20_001 });
    expect(await port.quoted(String(id))).toEqual({ text: 'UID:5', from: { id: '10002', name: '10002' } });
    expect(await port.quoted('424242')).toBeUndefined();
  });
});

describe('by a port it is dialled on', () => {
  async function listening(token = qq.token) {
    const bound = Promise.withResolvers<number>();
    const transport = { port: 0, onListening: bound.resolve };
    const port = createOneBot({ transport, token, clock, random: () => 0.5 });
    const heard = started(listenTo(port));
    return { port, heard, number: await bound.promise };
  }

  test.each([
    ['in its header', '/', false],
    ['in its query', '/onebot/v11/ws', true],
  ])('an implementation dials on any path with the token %s', async (_, path, inQuery) => {
    const { port, heard, number } = await listening();
    await qq.dial(`ws://127.0.0.1:${number}${path}`, { inQuery });
    await heard.until('online');
    qq.say(10_001, 'hi');
    expect((await heard.until('message')).text).toBe('hi');
    expect(await port.send(friend, { text: 'ho' })).toMatchObject({ outcome: 'sent' });
  });

  test.each(['wrong', ''])(
    'one with the token "%s" is refused with 401, and the operator is told',
    async (token) => {
      const { heard, number } = await listening();
      await expect(qq.dial(`ws://127.0.0.1:${number}/`, { token })).rejects.toThrow('401');
      expect((await heard.until('trouble')).error.reason).toBe('wrongToken');
      await qq.dial(`ws://127.0.0.1:${number}/`);
      await heard.until('online');
    },
  );

  test('one that is refused and does not hang up is cut off', async () => {
    const { number } = await listening();
    const socket = connect({ port: number, host: '127.0.0.1', allowHalfOpen: true });
    const closed = new Promise<void>((resolve) =>
      socket.on('error', () => undefined).on('close', () => resolve()),
    );
    ends.push(async () => socket.destroy());
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
    await once(socket.resume(), 'end');
    const writing = setInterval(() => socket.write('still here'), 20);
    ends.push(async () => clearInterval(writing));
    await closed;
  });

  test('a browser that comes by is told what this is', async () => {
    const { number } = await listening();
    const answer = await fetch(`http://127.0.0.1:${number}/`);
    expect(answer.status).toBe(426);
    expect(await answer.text()).toContain('ws://');
  });

  test('the newest connection is the one that is used', async () => {
    const { port, heard, number } = await listening();
    await qq.dial(`ws://127.0.0.1:${number}/`);
    await heard.until('online');
    await qq.dial(`ws://127.0.0.1:${number}/`);
    await expect.poll(() => qq.connected).toBe(1);
    await expect.poll(async () => (await port.send(friend, { text: 'hi' })).outcome).toBe('sent');
    expect(heard.of('offline')).toEqual([]);
  });

  test('a frame of 50 MB ends the connection it came by, and not the listening', async () => {
    const { heard, number } = await listening();
    await qq.dial(`ws://127.0.0.1:${number}/`);
    await heard.until('online');
    qq.sendRaw(Buffer.alloc(50 * 1024 * 1024, 0x20));
    expect((await heard.until('trouble')).error).toMatchObject({ reason: 'frameTooBig' });
    await heard.until('offline');
    await qq.dial(`ws://127.0.0.1:${number}/`);
    await heard.until('online', 2);
    qq.say(10_001, 'still here');
    expect((await heard.until('message')).text).toBe('still here');
  });

  test('a port that is taken is a sentence', async () => {
    const { number } = await listening();
    const second = createOneBot({ transport: { port: number }, token: 'x', clock, random: () => 0.5 });
    await expect(second.run(() => undefined, new AbortController().signal)).rejects.toMatchObject({
      name: 'QQSetupError',
      reason: 'portTaken',
      message: expect.stringContaining('QQ_ONEBOT_PORT'),
    });
  });
});

describe('what is set up wrongly', () => {
  test('a wrong token, as NapCat answers it, is told once and tried again', async () => {
    const { heard } = dialling(qq.url, 'wrong');
    const { error } = await heard.until('trouble');
    expect(error).toMatchObject({ reason: 'wrongToken' });
    expect(error.message).not.toContain('wrong ');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(120_000);
    expect(heard.of('online')).toEqual([]);
  });

  test.each([
    [401, 'wrongToken'],
    [403, 'wrongToken'],
    [200, 'notWebSocket'],
    [404, 'notWebSocket'],
  ])('a server that answers HTTP %i', async (status, reason) => {
    const server = createServer((_, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const { heard } = dialling(`ws://127.0.0.1:${port}`, 'secret');
    const { error } = await heard.until('trouble');
    expect(error.reason).toBe(reason);
    expect(error.message).not.toContain('secret');
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(5000);
    // The same trouble is not told again at each attempt.
    expect(heard.of('trouble')).toHaveLength(1);
  });

  test('nobody there: told once, and dialled when somebody is', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const { heard } = dialling(`ws://127.0.0.1:${port}`);
    expect((await heard.until('trouble')).error).toMatchObject({ reason: 'unreachable' });
    const back = await startOneBot({ port, now: () => clock.now() });
    ends.push(() => back.close());
    await expect.poll(() => clock.sleepers).toBeGreaterThan(0);
    await clock.advance(1000);
    await heard.until('online');
    expect(heard.of('trouble')).toHaveLength(1);
  });
});
