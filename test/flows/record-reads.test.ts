import { expect, it, vi } from 'vitest';
import { startGuanxi } from '../support/guanxi.ts';

const reads: string[] = [];

vi.mock('../../src/storage/index.ts', async (load) => {
  const storage = await load<typeof import('../../src/storage/index.ts')>();
  const openStore: typeof storage.openStore = async (options) => {
    const store = await storage.openStore(options);
    const { chats } = store;
    return {
      ...store,
      chats: {
        ...chats,
        get: (key) => {
          reads.push(key);
          return chats.get(key);
        },
        update: (key, ...rest) => {
          reads.push(key);
          return chats.update(key, ...rest);
        },
      },
    };
  };
  return { ...storage, openStore };
});

it('one /follow reads and unseals the record of its chat at most three times', async () => {
  const { member } = await startGuanxi();
  const alice = await member('Alice', 100001);
  reads.length = 0;
  await alice.send('/follow 100002');
  await alice.see('已关注');
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.length, reads.join()).toBeLessThanOrEqual(3);
});
