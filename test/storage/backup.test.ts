import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backUp, openStore } from '../../src/storage/index.ts';
import { startChild } from '../support/child.ts';
import { useFolder } from './folder.ts';
import { storeKey } from './store-key.ts';

const folder = useFolder();
const file = () => join(folder(), 'guanxi.sqlite');
const copy = () => join(folder(), 'copy.sqlite');

async function keysOf(path: string): Promise<string[]> {
  const store = await openStore({ path, keys: [storeKey] });
  try {
    const keys: string[] = [];
    for await (const [key] of store.chats.all()) keys.push(key);
    return keys;
  } finally {
    await store.close();
  }
}

it('copies a store that another process is writing to, whole, into one file for this user alone', async () => {
  const child = startChild(
    new URL('writer.ts', import.meta.url),
    [file(), 'a', '0'],
    (end) => void onTestFinished(end),
  );
  await child.printed(50);
  const before = [...child.lines];
  const bytes = await backUp(file(), copy());
  await child.printed(child.lines.length + 20);
  child.kill('SIGKILL');
  await child.ended();

  expect(statSync(copy()).size).toBe(bytes);
  expect(statSync(copy()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder()).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
  const copied = await keysOf(copy());
  expect(copied).toEqual(expect.arrayContaining(before));
  // It stopped at one moment: a row of numbers without a hole.
  expect(new Set(copied)).toEqual(new Set(Array.from(copied, (_, n) => `a${n}`)));
  expect((await keysOf(file())).length).toBeGreaterThan(copied.length);
});

it('leaves alone what is there, and says so', async () => {
  await (await openStore({ path: file(), keys: [storeKey] })).close();
  writeFileSync(copy(), 'precious');
  await expect(backUp(file(), copy())).rejects.toThrow('is there already');
  expect(statSync(copy()).size).toBe('precious'.length);
  expect(readdirSync(folder()).filter((name) => name.startsWith('copy'))).toEqual(['copy.sqlite']);
});

it.each([
  [
    'a folder that is not there',
    () => join(folder(), 'nowhere', 'copy.sqlite'),
    /Cannot write the copy .*\(ENOENT\)/u,
  ],
  ['a store that is none', copy, /Cannot copy the store .*no SQLite database/u],
])('says in words why it cannot: %s', async (_, to, words) => {
  if (to === copy) writeFileSync(file(), 'not a database, but long enough to be taken for one'.repeat(100));
  else await (await openStore({ path: file(), keys: [storeKey] })).close();
  await expect(backUp(file(), to())).rejects.toThrow(words);
  expect(existsSync(to())).toBe(false);
});
