import { NCWebsocket, Structs } from 'node-napcat-ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { type OneBotPlayground, startOneBot } from '../../../playground/qq/index.ts';

let qq: OneBotPlayground;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  qq = await startOneBot();
  qq.befriend(10_001, '阿明');
  qq.group(20_001, { 10001: 'owner' });
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await qq.close();
});

/** A bot by node-napcat-ts, connected. */
async function connect(): Promise<NCWebsocket> {
  const bot = new NCWebsocket({ baseUrl: qq.url, accessToken: qq.token, reconnection: { enable: false } });
  const ready = new Promise<void>((resolve) => bot.on('meta_event.lifecycle.connect', () => resolve()));
  await bot.connect();
  ends.push(() => bot.disconnect());
  await ready;
  return bot;
}

describe('the simulated OneBot, to a client that others wrote', () => {
  test('says who it is, and which friends and groups there are', async () => {
    const bot = await connect();
    expect(await bot.get_login_info()).toMatchObject({ user_id: 10_000, nickname: 'guanxi' });
    expect(await bot.get_friend_list()).toMatchObject([{ user_id: 10_001, nickname: '阿明' }]);
    expect(await bot.get_group_list()).toMatchObject([{ group_id: 20_001 }]);
  });

  test('tells messages, which are answered, quoted and recalled', async () => {
    const bot = await connect();
    const answered = new Promise<number>((resolve, reject) => {
      bot.on('message.private.friend', ({ user_id, message_id, raw_message }) => {
        bot
          .send_private_msg({
            user_id,
            message: [Structs.reply(message_id), Structs.text(`> ${raw_message}`)],
          })
          .then((sent) => resolve(sent.message_id), reject);
      });
    });
    const asked = qq.say(10_001, '你好');
    const id = await answered;
    expect(qq.said({ user: 10_001 })).toEqual(['> 你好']);
    expect(qq.chat({ user: 10_001 }).at(-1)?.segments[0]?.data).toEqual({ id: String(asked) });
    expect(await bot.get_msg({ message_id: id })).toMatchObject({ message_id: id });
    await bot.delete_msg({ message_id: id });
    expect(qq.said({ user: 10_001 })).toEqual([]);
  });

  test('tells a message of a group with its @, and what somebody is there', async () => {
    const bot = await connect();
    const heard = new Promise<unknown>((resolve) => bot.on('message.group.normal', resolve));
    qq.say(10_001, '粉丝', { group: 20_001, at: true });
    expect(await heard).toMatchObject({
      group_id: 20_001,
      sender: { role: 'owner' },
      message: [{ type: 'at', data: { qq: '10000' } }, { type: 'text' }],
    });
    await bot.send_group_msg({ group_id: 20_001, message: [Structs.image(Buffer.from('png'))] });
    expect(qq.said({ group: 20_001 })).toEqual(['[image]']);
  });

  test('refuses as NapCat does', async () => {
    const bot = await connect();
    qq.faults.script('send', 'timeoutSent');
    const message = [Structs.text('hi')];
    await expect(bot.send_private_msg({ user_id: 10_001, message })).rejects.toMatchObject({
      status: 'failed',
      retcode: 1200,
      message: expect.stringContaining('Timeout'),
    });
    await expect(bot.send('no_such_action' as 'get_status', undefined as never)).rejects.toMatchObject({
      retcode: 1404,
    });
  });

  test('tells heartbeats, and that the account was logged off', async () => {
    const bot = await connect();
    const beat = new Promise<unknown>((resolve) => bot.on('meta_event.heartbeat', resolve));
    const gone = new Promise<unknown>((resolve) => bot.on('notice', resolve));
    qq.heartbeat({ interval: 5000 });
    expect(await beat).toMatchObject({ interval: 5000, status: { online: true, good: true } });
    qq.logOff();
    expect(await gone).toMatchObject({ notice_type: 'bot_offline' });
  });

  test('lets nobody in without the token', async () => {
    const bot = new NCWebsocket({ baseUrl: qq.url, accessToken: 'wrong', reconnection: { enable: false } });
    const refused = new Promise<unknown>((resolve) => bot.on('socket.error', resolve));
    ends.push(() => bot.disconnect());
    bot.connect().catch(() => undefined);
    expect(await refused).toMatchObject({ error_type: 'response_error', info: { errno: 1403 } });
  });
});

test('what it dials gets its number, its role and the token', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  ends.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const dialled = new Promise<Record<string, unknown>>((resolve) =>
    server.once('connection', (_, { headers, url }) => resolve({ ...headers, url })),
  );
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  await qq.dial(`ws://127.0.0.1:${address.port}/onebot`);
  expect(await dialled).toMatchObject({
    'x-self-id': '10000',
    'x-client-role': 'Universal',
    authorization: `Bearer ${qq.token}`,
    url: '/onebot',
  });
});
