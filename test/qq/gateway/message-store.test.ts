import { describe, expect, test } from 'vitest';
import {
  createMessageIds,
  createMessageStore,
  type StoredMessage,
} from '../../../src/qq/gateway/message-store.ts';
import { createOpenidTable } from '../../../src/qq/gateway/openid-table.ts';
import { createUnsentMessages } from '../../../src/qq/gateway/unsent-message-store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';

async function open() {
  const time = { now: 1_700_000_000_000 };
  return { store: await openMemoryStore({ now: () => time.now }), time };
}

const message: StoredMessage = {
  chat: -5,
  id: 7,
  date: 1_700_000_000,
  text: 'A note.',
  shape: 'text',
  keyboard: [[{ text: 'Press', callback_data: 'x' }]],
  answers: 3,
  parts: [{ id: 'a', quotedAs: 'A', at: 1_700_000_000_000, media: false }],
  files: [{ name: 'a.csv', size: 3, reference: 'f' }],
};

describe('messages of QQ in the store', () => {
  test('are found by the number the bot knows, and by every name QQ has for them', async () => {
    const messages = createMessageStore((await open()).store);
    await messages.put(message);
    expect(await messages.get(-5, 7)).toEqual(message);
    expect(await messages.find(-5, 'a')).toEqual(message);
    expect(await messages.find(-5, 'A')).toEqual(message);
    expect(await messages.find(5, 'a')).toBeUndefined();
  });

  test('lose the names of what was replaced or removed', async () => {
    const messages = createMessageStore((await open()).store);
    await messages.put(message);
    const replaced = { ...message, parts: [{ id: 'b', at: 1, media: false }] };
    await messages.put(replaced);
    expect(await messages.find(-5, 'a')).toBeUndefined();
    expect(await messages.find(-5, 'b')).toEqual(replaced);
    await messages.remove(replaced);
    expect(await messages.find(-5, 'b')).toBeUndefined();
    expect(await messages.get(-5, 7)).toBeUndefined();
  });

  test('are forgotten after a day', async () => {
    const { store, time } = await open();
    const messages = createMessageStore(store);
    await messages.put(message);
    time.now += 86_400_001;
    expect(await messages.get(-5, 7)).toBeUndefined();
    expect(await store.sweep()).toBe(3);
  });
});

describe('what waits in the store', () => {
  test('is found by its chat, the oldest first, until it is removed or a month has passed', async () => {
    const { store, time } = await open();
    const unsent = createUnsentMessages(store);
    const entities = [{ type: 'text_link' as const, offset: 0, length: 1, url: 'https://example.org/' }];
    const draft = { text: 'Linked.', entities, keyboard: message.keyboard, quotes: 3 };
    await unsent.put({ chat: -5, id: 12, draft });
    await unsent.put({ chat: -5, id: 7, draft });
    await unsent.put({ chat: -55, id: 1, draft });
    expect(await unsent.inChat(-5)).toEqual([
      { chat: -5, id: 7, draft },
      { chat: -5, id: 12, draft },
    ]);
    await unsent.remove({ chat: -5, id: 7 });
    time.now += 29 * 86_400_000;
    expect(await createUnsentMessages(store).inChat(-5)).toEqual([{ chat: -5, id: 12, draft }]);
    time.now += 2 * 86_400_000;
    expect(await unsent.inChat(-5)).toEqual([]);
  });
});

describe('openids in the store', () => {
  test('have one number each for good, whoever asks first', async () => {
    const { store, time } = await open();
    const [one, other] = [createOpenidTable(store), createOpenidTable(store)];
    const names = ['person:A', 'group:A', 'person:B', 'person:A'];
    const numbers = await Promise.all(names.flatMap((name) => [one.numberOf(name), other.numberOf(name)]));
    time.now += 400 * 86_400_000;
    const again = createOpenidTable(store);
    for (const [index, number] of numbers.entries()) {
      const name = names[Math.floor(index / 2)] ?? '';
      expect(await again.openidOf(number)).toBe(name);
      expect(await again.numberOf(name)).toBe(number);
    }
    expect(new Set(numbers).size).toBe(3);
    expect(numbers).not.toContain(await again.numberOf('person:C'));
    expect(await again.openidOf(1000)).toBeUndefined();
  });
});

test('ids of messages rise within a chat, also when several are sent in a second, and after a restart', () => {
  let now = Date.UTC(2026, 0, 1);
  const nextId = createMessageIds(() => now);
  const first = [nextId(1), nextId(1), nextId(1)];
  expect(first[1]).toBe((first[0] ?? 0) + 1);
  expect(first[2]).toBe((first[0] ?? 0) + 2);
  now += 10_000;
  expect(createMessageIds(() => now)(1)).toBeGreaterThan(first[2] ?? 0);
  expect(first[0]).toBeLessThan(2 ** 31);
});
