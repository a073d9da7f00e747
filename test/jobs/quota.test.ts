import { expect, it, onTestFinished } from 'vitest';
import { createQuota } from '../../src/jobs/index.ts';
import { openStore } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';

const me = 100001;

async function startQuota(daily: number, start = Date.parse('2026-01-01T15:00:00Z')) {
  const store = await openStore({ path: ':memory:', keys: [storeKey] });
  onTestFinished(() => store.close());
  let time = start;
  const open = () =>
    createQuota({ records: store.quotas, daily, timezone: 'Asia/Shanghai', now: () => time });
  return { quota: open(), open, pass: (ms: number) => (time += ms) };
}

it('gives as much as there is, and tells how much that was', async () => {
  const { quota } = await startQuota(60);
  expect(await quota.take(me, 50)).toBe(50);
  expect(await quota.left(me)).toBe(10);
  expect(await quota.take(me, 50)).toBe(10);
  expect(await quota.take(me, 1)).toBe(0);
});

it('is kept for each account by itself, and through a restart', async () => {
  const { quota, open } = await startQuota(5);
  await quota.take(me, 5);
  expect(await open().left(me)).toBe(0);
  expect(await open().left(me + 1)).toBe(5);
});

it('is whole again at midnight where the bot lives, not a day later', async () => {
  const { quota, pass } = await startQuota(5);
  await quota.take(me, 5);
  expect(new Date(quota.renewsAt()).toISOString()).toBe('2026-01-01T16:00:00.000Z');
  pass(3_600_000 - 1);
  expect(await quota.left(me)).toBe(0);
  pass(1);
  expect(await quota.left(me)).toBe(5);
  expect(await quota.take(me, 2)).toBe(2);
  expect(await quota.left(me)).toBe(3);
});

it('is given back for what came to nothing, on the same day only', async () => {
  const { quota, pass } = await startQuota(5);
  const day = quota.today();
  await quota.take(me, 5);
  await quota.giveBack(me, 2, day);
  expect(await quota.left(me)).toBe(2);
  await quota.giveBack(me, 9, day);
  expect(await quota.left(me)).toBe(5);
  pass(3_600_000);
  await quota.take(me, 3);
  await quota.giveBack(me, 3, day);
  expect(await quota.left(me)).toBe(2);
});

it('taken from two sides at once is never given twice', async () => {
  const { quota } = await startQuota(10);
  const taken = await Promise.all(Array.from({ length: 8 }, () => quota.take(me, 3)));
  expect(taken.reduce((sum, one) => sum + one, 0)).toBe(10);
});

it('may be nothing at all, or less than was used when the setting changed', async () => {
  const { quota, open } = await startQuota(0);
  expect(await quota.take(me, 1)).toBe(0);
  expect(await open().left(me)).toBe(0);
});
