import { describe, expect, test } from 'vitest';
import { idOfName, isOnQQ, numberIds, openidIds, qqName } from '../../../src/qq/gateway/chat-ids.ts';
import { createOpenidTable } from '../../../src/qq/gateway/openid-table.ts';
import fc from '../../support/fast-check.ts';
import { openMemoryStore } from '../../support/memory-store.ts';

describe('ids', () => {
  test('of people and groups on QQ come back, are safe, and are none of Telegram', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('person' as const, 'group' as const),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        async (kind, number) => {
          const id = await numberIds.idOf({ kind, id: String(number) });
          expect(Number.isSafeInteger(id)).toBe(true);
          expect(Math.abs(id)).toBeGreaterThanOrEqual(2 ** 44);
          expect(isOnQQ(id)).toBe(true);
          expect(id > 0).toBe(kind === 'person');
          expect(await numberIds.targetOf(id)).toEqual({ kind, id: String(number) });
        },
      ),
    );
  });

  test('of Telegram are none of QQ', async () => {
    for (const id of [
      1,
      10_001,
      -5,
      2 ** 40,
      -1_002_000_000_000,
      -4_000_000_000_000,
      Number.NaN,
      Infinity,
      2 ** 53,
    ]) {
      expect(isOnQQ(id)).toBe(false);
      expect(await numberIds.targetOf(id)).toBeUndefined();
    }
  });

  test('of openids come from a table, people and groups apart, and are none of numbers', async () => {
    const ids = openidIds(createOpenidTable(await openMemoryStore({ now: Date.now })));
    const person = await ids.idOf({ kind: 'person', id: 'ABC' });
    const group = await ids.idOf({ kind: 'group', id: 'ABC' });
    expect(person).toBe(2 ** 46 + 1);
    expect(group).toBe(-(2 ** 46 + 2));
    expect(await ids.idOf({ kind: 'person', id: 'ABC' })).toBe(person);
    expect(await ids.targetOf(person)).toEqual({ kind: 'person', id: 'ABC' });
    expect(await ids.targetOf(group)).toEqual({ kind: 'group', id: 'ABC' });
    for (const none of [-person, 2 ** 46 + 9, 2 ** 44 + 1, 1])
      expect(await ids.targetOf(none)).toBeUndefined();
    expect(await numberIds.targetOf(person)).toBeUndefined();
  });

  test('are called as in the settings', async () => {
    const table = createOpenidTable(await openMemoryStore({ now: Date.now }));
    const openid = openidIds(table);
    expect(await idOfName('qq:10001', table)).toBe(2 ** 44 + 10_001);
    expect(await qqName(2 ** 44 + 10_001, numberIds)).toBe('qq:10001');
    const id = await idOfName('qq:E4F4AEA33253A2797FB897C50B81D7ED', table);
    expect(await qqName(id, openid)).toBe('qq:E4F4AEA33253A2797FB897C50B81D7ED');
  });
});
