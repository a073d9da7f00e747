import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, ReceiverMode, segment } from 'qq-official-bot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OfficialPlayground, startOfficial } from '../../../playground/qq/index.ts';

let qq: OfficialPlayground;
let bot: InstanceType<typeof Bot>;

/** Starts the client, which gets its events in a way of its own. */
async function startClient(way: object): Promise<void> {
  // The library listens for every failure of the process, and would hide this test's own.
  const kept = {
    uncaughtException: process.listeners('uncaughtException'),
    unhandledRejection: process.listeners('unhandledRejection'),
  };
  bot = new Bot({
    appid: qq.app.id,
    secret: qq.app.secret,
    ...way,
    intents: ['GROUP_AND_C2C_EVENT', 'INTERACTION'],
    logLevel: 'off',
  } as never);
  for (const [event, listeners] of Object.entries(kept)) {
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (!(listeners as unknown[]).includes(listener)) process.off(event, listener);
  }
  const { request } = bot;
  request.defaults.baseURL = `${qq.root}/api.sgroup.qq.com`;
  request.interceptors.request.use((config) => ({
    ...config,
    url: (config.url ?? '').replace(/^https:\//u, qq.root),
  }));
  await bot.start();
}

beforeEach(async () => {
  qq = await startOfficial();
});

afterEach(async () => {
  await bot.stop();
  await qq.close();
});

describe('the simulated official platform, to a client that others wrote', () => {
  beforeEach(() => startClient({ mode: ReceiverMode.WEBSOCKET }));

  test('lets it in under its name', () => {
    expect(bot.self_id).toBe('BOT0000001');
    expect(qq.gateway.entries.identified).toBe(1);
  });

  test('tells what is said in private, which is answered and recalled', async () => {
    const heard = new Promise<{ id: string; user: string; text: string }>((resolve) =>
      bot.on('message.private.friend', (event) =>
        resolve({ id: event.message_id, user: event.user_id, text: event.raw_message }),
      ),
    );
    const { id } = qq.say('USER1', '你好');
    expect(await heard).toEqual({ id, user: 'USER1', text: '你好' });
    const sent = await bot.sendPrivateMessage('USER1', '好', { id });
    expect(qq.said({ user: 'USER1' })).toEqual(['好']);
    expect(await bot.recallPrivateMessage('USER1', sent.id)).toBe(true);
    expect(qq.said({ user: 'USER1' })).toEqual([]);
  });

  test('tells what is said in a group, and takes a picture there', async () => {
    const heard = new Promise<{ group: string; text: string }>((resolve) =>
      bot.on('message.group', (event) => resolve({ group: event.group_id, text: event.raw_message })),
    );
    const { id } = qq.say('MEMBER1', '粉丝', { group: 'GROUP1' });
    expect((await heard).group).toBe('GROUP1');
    expect((await heard).text.trim()).toBe('粉丝');
    await bot.sendGroupMessage('GROUP1', segment.image(`base64://${Buffer.from('png').toString('base64')}`), {
      id,
    });
    expect(qq.said({ group: 'GROUP1' })[0]).toContain('[image]');
  });

  test('refuses what answers nothing, where nobody allowed that', async () => {
    await expect(bot.sendGroupMessage('GROUP1', 'hi')).rejects.toThrow('40034105');
    qq.allowPush({ group: 'GROUP1' });
    await bot.sendGroupMessage('GROUP1', 'hi');
    expect(qq.said({ group: 'GROUP1' })).toEqual(['hi']);
  });
});

describe('its webhook, to the same client', () => {
  let address: string;

  beforeEach(async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    await startClient({ mode: ReceiverMode.WEBHOOK, port, path: '/qq' });
    address = `http://127.0.0.1:${port}/qq`;
    qq.webhook.url = address;
  });

  test('asks whether it knows the secret, and believes its answer', async () => {
    expect(await qq.webhook.validate()).toBe(true);
  });

  test('brings what is said, signed so that it is believed', async () => {
    const heard = new Promise<string>((resolve) =>
      bot.on('message.private.friend', (event) => resolve(event.raw_message)),
    );
    qq.say('USER1', '你好');
    expect(await heard).toBe('你好');
    await expect.poll(() => qq.webhook.results).toMatchObject([{ status: 200 }]);
  });
});
