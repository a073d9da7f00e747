import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOrMakeKeys } from '../../src/storage/index.ts';
import { oldKey } from './contract.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
const database = () => join(folder(), 'guanxi.sqlite');
const keyFile = () => `${database()}.key`;

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
