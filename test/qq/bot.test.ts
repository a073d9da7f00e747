import http from 'node:http';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Dialogue, platforms } from '../support/qq-platforms.ts';

/** At most so many messages a turn. */
const mostMessages = 3;

describe.each(platforms)('a bot written for Telegram, on $name', ({ start }) => {
  let world: Dialogue;
  let asked: string[];

  beforeEach(async () => {
    asked = hostsAsked();
    world = await start();
  });

  afterEach(async () => {
    expect(asked.filter((host) => host !== '127.0.0.1')).toEqual([]);
    // A defect, or a call that QQ does not have.
    expect(world.logged.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    vi.restoreAllMocks();
  });

  /** Does something, which may not cost more messages than a reader should get at once. */
  async function turn(act: Promise<void>): Promise<void> {
    const before = world.sent();
    await act;
    expect(world.sent() - before).toBeLessThanOrEqual(mostMessages);
  }

  test('answers a command, with the slash of either width', async () => {
    await turn(world.say('/start'));
    await turn(world.say('／start'));
    expect(world.said()).toEqual(['Hello.', 'Hello.']);
  });

  test('leads through a conversation of two steps, with a text and with buttons', async () => {
    await turn(world.say('/follow'));
    await turn(world.say('42'));
    await turn(world.press('确认'));
    expect(world.deeds).toEqual(['follow 42']);
    // The question it was replaced by what it led to.
    expect(world.said()).toEqual(['Whom? Send a UID.', 'Followed 42.']);
    expect(world.sent()).toBe(3);
  });

  test('pages through a list by edits', async () => {
    await turn(world.say('/list'));
    await turn(world.press('下一页'));
    await turn(world.press('下一页'));
    await turn(world.press('上一页'));
    expect(world.said()).toHaveLength(1);
    expect(world.said()[0]).toContain('9. Person 9');
    await turn(world.press('12'));
    expect(world.deeds).toEqual(['open 12']);
    expect(world.said().at(-1)).toBe('This is 12.');
  });

  test('shows a picture with a button, and takes it back', async () => {
    await turn(world.say('/picture'));
    expect(world.said().join('')).toBe('[image]Scan this.');
    await turn(world.press('done'));
    expect(world.said()).toEqual(['Removed.']);
  });

  test('reads a document, and sends some', async () => {
    await turn(world.sendFile('people.csv', '1\n2'));
    await expect.poll(() => world.deeds).toEqual(['read people.csv: 1\n2']);
    await expect.poll(() => world.said()).toEqual(['[file:结果.txt]', 'Read.']);
    await turn(world.say('/files'));
    expect(world.said().slice(2)).toEqual(['[file:fans.csv]', '[file:groups.json]']);
  });

  test('hears what is no command, and is told that somebody wrote', async () => {
    await turn(world.say('你好'));
    expect(world.deeds).toEqual(['heard 你好']);
    expect(world.heardChats).toEqual([world.chat]);
  });

  test('says a long text in parts', async () => {
    await turn(world.say('hi'));
    const text = Array(30).fill('字'.repeat(100)).join('\n');
    const sending = world.bot.api.sendMessage(world.chat, text);
    for (let round = 0; round < 5; round += 1) await world.clock.advance(3000);
    await sending;
    expect(world.said().join('\n')).toBe(text);
    expect(world.said().map(({ length }) => length)).toEqual([1918, 1110]);
  });
});

/** Notes the host of every request that leaves, by whichever client of Node's. */
function hostsAsked(): string[] {
  const hosts: string[] = [];
  const note = (address: unknown) => {
    const url = address instanceof Request ? address.url : address;
    if (typeof url === 'string' || url instanceof URL) hosts.push(new URL(url).hostname);
    else
      hosts.push(
        String((url as { hostname?: string; host?: string }).hostname ?? (url as { host?: string }).host),
      );
  };
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
    note(address);
    return fetch(address, init);
  });
  for (const client of [http, https]) {
    const { request } = client;
    vi.spyOn(client, 'request').mockImplementation(((address: string, ...rest: unknown[]) => {
      note(address);
      return Reflect.apply(request, client, [address, ...rest]);
    }) as typeof client.request);
  }
  return hosts;
}
