import { describe, expect, onTestFinished, test } from 'vitest';
import { type Moved, moveStore, openStore, reopenStore, takeHold } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

/** What a move does, whichever engines are at its ends; both begin without a store. */
export function moveContract(
  name: string,
  ends: { from: () => Promise<string>; to: () => Promise<string> },
): void {
  const open = async (url: string) => {
    const store = await openStore({ url, keys: [storeKey] });
    onTestFinished(() => store.close());
    return store;
  };
  const move = (from: string, to: string): Promise<Moved> => moveStore(from, to, [storeKey]);

  async function fill(url: string, records: number): Promise<void> {
    const store = await openStore({ url, keys: [storeKey] });
    for (let n = 0; n < records; n += 1)
      await store.chats.update(`${n}`, () => ({ sessions: [], timezone: `zone ${n}: 关系 \u0000 ' "` }));
    await store.conversations.update('1:1', () => ({ typed: 'a secret word' }));
    await store.notes.update('1:2', () => ({ text: 'a friend', at: 1 }));
    await store.probe();
    await store.close();
  }

  async function read(url: string): Promise<Record<string, unknown>> {
    const store = await openStore({ url, keys: [storeKey] });
    try {
      const records: Record<string, unknown> = {};
      for (const collection of ['chats', 'conversations', 'notes'] as const)
        for await (const [key, value] of store[collection].all()) records[`${collection} ${key}`] = value;
      return records;
    } finally {
      await store.close();
    }
  }

  describe(`a move ${name}`, () => {
    test('takes every record along, sealed as it was, counts them, and leaves an old store that says where it went', async () => {
      const [from, to] = [await ends.from(), await ends.to()];
      await fill(from, 450);
      const before = await read(from);
      expect(await move(from, to)).toMatchObject({ records: 452 });
      expect(await read(to)).toEqual(before);
      const moved = {
        problem: 'moved',
        message: expect.stringMatching(/was moved to .*: set STORE_URL to that/u),
      };
      await expect(takeHold(from, { use: 'shared' })).rejects.toMatchObject(moved);
      await expect(takeHold(from, { use: 'shared' })).rejects.not.toThrow(/planted/u);
      await expect(move(from, to)).rejects.toMatchObject({ problem: 'moved' });
      await (await takeHold(to, { use: 'shared' })).release();
    });

    test('and back takes along what came since; then the first store starts again', async () => {
      const [from, to] = [await ends.from(), await ends.to()];
      await fill(from, 3);
      await move(from, to);
      const store = await open(to);
      await store.chats.update('new', () => ({ sessions: [] }));
      await store.chats.remove('0');
      await store.close();
      const latest = await read(to);
      expect(await move(to, from)).toMatchObject({ records: 5 });
      expect(await read(from)).toEqual(latest);
      await (await takeHold(from, { use: 'shared' })).release();
      await expect(takeHold(to, { use: 'shared' })).rejects.toMatchObject({ problem: 'moved' });
    });

    test('is refused when the target is not empty, and changes nothing', async () => {
      const [from, to] = [await ends.from(), await ends.to()];
      await fill(from, 3);
      await fill(to, 1);
      const before = [await read(from), await read(to)];
      await expect(move(from, to)).rejects.toThrow(/^The target is not empty: .* has 3 records/u);
      expect([await read(from), await read(to)]).toEqual(before);
      await (await takeHold(from, { use: 'shared' })).release();
    });

    test('is refused while a bot runs on either, and changes nothing', async () => {
      const [from, to] = [await ends.from(), await ends.to()];
      await fill(from, 3);
      for (const used of [from, to]) {
        const hold = await takeHold(used, { use: 'shared' });
        await expect(move(from, to)).rejects.toMatchObject({ problem: 'locked' });
        await hold.release();
      }
      expect(await move(from, to)).toMatchObject({ records: 5 });
    });

    test('lets the old store be started again when that is asked for', async () => {
      const [from, to] = [await ends.from(), await ends.to()];
      await fill(from, 3);
      expect(await reopenStore(from)).toBeUndefined();
      await move(from, to);
      expect(typeof (await reopenStore(from))).toBe('string');
      await (await takeHold(from, { use: 'shared' })).release();
    });
  });
}
