import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { findOrMakeKeys, openStore, type SealKey, type Store } from '../../src/storage/index.ts';
import { oldKey } from './contract.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
const database = () => join(folder(), 'guanxi.sqlite');
const keyFile = () => `${database()}.key`;

/** Opens the database, works with it, and closes it. */
async function withStore(keys: readonly SealKey[], work: (store: Store) => Promise<unknown>) {
  const store = await openStore({ path: database(), keys });
  await work(store).finally(() => store.close());
}

test('without configured keys one is made beside the database, for this user alone, with a warning', async () => {
  const { keys, warning } = await findOrMakeKeys(database());
  expect(keys).toHaveLength(1);
  expect(keys[0]?.key).toHaveLength(32);
  expect(warning).toContain(keyFile());
  expect(warning).toContain('SECRET_KEYS');
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder())).toEqual(['guanxi.sqlite.key']);
});

test('it is the same key the next time, and nobody else can read it any more', async () => {
  const { keys } = await findOrMakeKeys(database());
  chmodSync(keyFile(), 0o644);
  expect((await findOrMakeKeys(database())).keys).toEqual(keys);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
});

test.each([
  ['missing', undefined],
  ['empty', ''],
])('a key whose database is %s is pointed out, as the bot begins anew', async (_, content) => {
  expect((await findOrMakeKeys(database())).warning).not.toContain('begins anew');
  if (content !== undefined) writeFileSync(database(), content);
  expect((await findOrMakeKeys(database())).warning).toContain('begins anew');
  writeFileSync(database(), 'records');
  expect((await findOrMakeKeys(database())).warning).not.toContain('begins anew');
});

test('where the key file of a database is missing, none is made, and the words name the key', async () => {
  const { keys } = await findOrMakeKeys(database());
  await withStore(keys, (store) => store.notes.update('1:2', () => ({ text: 'a school friend', at: 0 })));
  rmSync(keyFile());
  const before = readdirSync(folder());
  const lost = `sealed with the key "${keys[0]?.id}", which is not here`;
  await expect(findOrMakeKeys(database())).rejects.toThrow(lost);
  expect(readdirSync(folder())).toEqual(expect.arrayContaining(before));
  expect(existsSync(keyFile())).toBe(false);
});

test('a damaged database without a key file is refused, and no key is made', async () => {
  writeFileSync(database(), 'these are not the pages of a database'.repeat(200));
  await expect(findOrMakeKeys(database())).rejects.toMatchObject({ problem: 'damaged' });
  expect(readdirSync(folder())).toEqual(['guanxi.sqlite']);
});

test('a database in which nothing is sealed gets a new key', async () => {
  await withStore([oldKey], (store) => store.loginCounts.update('7', () => ({ since: 0, count: 1 })));
  await findOrMakeKeys(database());
  expect(existsSync(keyFile())).toBe(true);
  rmSync(keyFile());
  rmSync(database());
  const bare = new DatabaseSync(database());
  bare.exec('PRAGMA journal_mode = WAL');
  bare.close();
  await findOrMakeKeys(database());
  expect(existsSync(keyFile())).toBe(true);
});

test('many that start at once agree on one key', async () => {
  const found = await Promise.all(Array.from({ length: 10 }, () => findOrMakeKeys(database())));
  expect(new Set(found.map(({ keys }) => keys[0]?.key.toString('hex'))).size).toBe(1);
  expect(readdirSync(folder())).toEqual(['guanxi.sqlite.key']);
});

test('the folder is made when it is missing', async () => {
  await findOrMakeKeys(join(folder(), 'new', 'guanxi.sqlite'));
  expect(statSync(join(folder(), 'new')).mode & 0o777).toBe(0o700);
});

test.each(['', 'file-1:short', 'planted words', `a:${Buffer.alloc(31).toString('base64')}`])(
  'a key file that holds %j is refused and left alone',
  async (content) => {
    writeFileSync(keyFile(), content);
    const failure = {
      problem: 'keys',
      message: expect.stringContaining(`The key file ${keyFile()} does not hold a key`),
    };
    await expect(findOrMakeKeys(database())).rejects.toMatchObject(failure);
    await expect(findOrMakeKeys(database())).rejects.not.toThrow(/planted words/u);
    expect(readFileSync(keyFile(), 'utf8')).toBe(content);
  },
);

test('configured keys need no file', async () => {
  expect(await findOrMakeKeys(database(), [oldKey])).toEqual({ keys: [oldKey] });
  expect(readdirSync(folder())).toEqual([]);
});

test('after moving to configured keys the file still opens what it sealed, until it is moved away', async () => {
  const { keys } = await findOrMakeKeys(database());
  const both = await findOrMakeKeys(database(), [oldKey]);
  expect(both.keys).toEqual([oldKey, ...keys]);
  expect(both.warning).toContain('SECRET_KEYS, last');
  expect(await findOrMakeKeys(database(), both.keys)).toEqual({ keys: both.keys });
});

test('in memory the key is in memory too', async () => {
  const { keys, warning } = await findOrMakeKeys(':memory:');
  expect(keys[0]?.key).toHaveLength(32);
  expect(warning).toBeUndefined();
});
