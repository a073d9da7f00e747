import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../../src/storage/index.ts';
import { lockStore } from '../../src/storage/sqlite-lock-file.ts';
import { startChild } from '../support/child.ts';
import { useFolder } from './folder.ts';

const folder = useFolder();
const file = () => join(folder(), 'data', 'guanxi.sqlite');
const startHolder = () => startChild(new URL('./lock-holder.ts', import.meta.url), [file()], onTestFinished);

test('a store that another process works on is refused in words', async () => {
  const holder = startHolder();
  await holder.printed(1);
  const refused = lockStore(file());
  await expect(refused).rejects.toThrow(`Another guanxi is running on the store ${file()}.`);
  await expect(refused).rejects.toMatchObject({ problem: 'locked' });
});

test('a process that is about to end is waited for', async () => {
  const holder = startHolder();
  await holder.printed(1);
  const waiting = lockStore(file(), 10_000);
  holder.kill('SIGTERM');
  (await waiting).release();
});

test('nothing is left of the lock after kill -9', async () => {
  const holder = startHolder();
  await holder.printed(1);
  holder.kill('SIGKILL');
  await holder.ended();
  const lock = await lockStore(file());
  lock.release();
});

test('a second lock in the same process is refused, and costs the first nothing', async () => {
  const lock = await lockStore(file());
  onTestFinished(() => lock.release());
  await expect(lockStore(file())).rejects.toBeInstanceOf(StoreError);
  const other = startHolder();
  expect(await other.ended()).toBe(1);
});

test('what was released can be had again, and its file is for this user alone', async () => {
  (await lockStore(file())).release();
  const lock = await lockStore(file());
  expect(readdirSync(join(folder(), 'data'))).toEqual(['guanxi.sqlite.lock']);
  expect(statSync(`${file()}.lock`).mode & 0o777).toBe(0o600);
  lock.release();
  lock.release();
});

test('a store in memory is locked by nobody', async () => {
  await lockStore(':memory:');
  (await lockStore(':memory:')).release();
});

test('a folder or a device in the place of the store is refused, and nothing is left beside it', async () => {
  const inner = join(folder(), 'data');
  mkdirSync(inner);
  await expect(lockStore(inner)).rejects.toThrow('it is a folder. STORE_URL must name a file');
  expect(readdirSync(folder())).toEqual(['data']);
  await expect(lockStore('/dev/null')).rejects.toThrow('it is no ordinary file');
});

test('a folder that cannot be written is refused in words', async () => {
  await expect(lockStore('/dev/null/guanxi.sqlite')).rejects.toThrow(
    'Cannot open the store /dev/null/guanxi.sqlite',
  );
});
