import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moveStore, openStore, reopenStore, takeHold } from '../../src/storage/index.ts';
import { useFolder } from './folder.ts';
import { moveContract } from './move-contract.ts';
import { storeKey } from './store-key.ts';

const folder = useFolder();
const file = (name: string) => `sqlite://${join(folder(), name, 'guanxi.sqlite')}`;
const pathOf = (url: string) => url.slice('sqlite://'.length);

moveContract('from a SQLite file to another', { from: async () => file('old'), to: async () => file('new') });

async function fill(url: string): Promise<void> {
  const store = await openStore({ url, keys: [storeKey] });
  await store.chats.update('1', () => ({ sessions: [] }));
  await store.close();
}

test('the files of a store that was moved keep every byte', async () => {
  await fill(file('old'));
  const before = readFileSync(pathOf(file('old')));
  await moveStore(file('old'), file('new'), [storeKey]);
  expect(readFileSync(pathOf(file('old'))).equals(before)).toBe(true);
  expect(readdirSync(join(folder(), 'old')).sort()).toEqual(['guanxi.sqlite', 'guanxi.sqlite.lock', 'moved']);
});

test('a mark concerns its own store, and not another in the same folder', async () => {
  await fill(file('old'));
  const other = join(folder(), 'old', 'other.sqlite');
  copyFileSync(pathOf(file('old')), other);
  await moveStore(file('old'), file('new'), [storeKey]);
  const hold = await takeHold(`sqlite://${other}`, { use: 'shared' });
  await hold.release();
});

test('a mark that cannot be read stops the start', async () => {
  await fill(file('old'));
  writeFileSync(join(folder(), 'old', 'moved'), 'somewhere');
  await expect(takeHold(file('old'), { use: 'shared' })).rejects.toMatchObject({ problem: 'damaged' });
});

test('a move needs keys, of which every one that sealed something', async () => {
  await fill(file('old'));
  await expect(moveStore(file('old'), file('new'), [])).rejects.toMatchObject({ problem: 'keys' });
  const other = { id: 'other', key: Buffer.alloc(32, 5) };
  await expect(moveStore(file('old'), file('new'), [other])).rejects.toMatchObject({
    problem: 'keys',
    message: expect.stringContaining('sealed with the key "test"'),
  });
  const sameName = { id: 'test', key: Buffer.alloc(32, 5) };
  await expect(moveStore(file('old'), file('new'), [sameName])).rejects.toMatchObject({ problem: 'sealed' });
  expect(existsSync(join(folder(), 'old', 'moved'))).toBe(false);
});

test('a store that is not there is not made by asking for its move', async () => {
  await expect(moveStore(file('old'), file('new'), [storeKey])).rejects.toMatchObject({ problem: 'gone' });
  await expect(reopenStore(file('old'))).rejects.toMatchObject({ problem: 'gone' });
  expect(readdirSync(folder())).toEqual([]);
  await fill(file('old'));
  await expect(moveStore(file('old'), file('old'), [storeKey])).rejects.toThrow('is one store');
  await expect(moveStore(file('old'), 'redis://here', [storeKey])).rejects.toThrow('no address of a store');
});
