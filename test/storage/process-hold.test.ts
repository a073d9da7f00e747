import { expect, test } from 'vitest';
import { shardOf, takeHold } from '../../src/storage/index.ts';

test('a SQLite store is held by one process, which leads at once and has the only shard', async () => {
  const hold = await takeHold('sqlite://:memory:', { use: 'shared' });
  await hold.lead();
  await hold.joinWatchers();
  expect(await hold.countProcesses()).toEqual({ bots: 1, watchers: 0 });
  expect(await hold.takeShards(hold.shards)).toEqual([0]);
  expect(shardOf(123, hold.shards)).toBe(0);
  await hold.confirm();
  await hold.release();
});

test('accounts are spread evenly over the shards', () => {
  const counts = Array.from({ length: 64 }, () => 0);
  for (let mid = 100_001; mid < 110_001; mid += 1) {
    const shard = shardOf(mid, 64);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(100);
  expect(Math.max(...counts)).toBeLessThan(220);
  expect(shardOf(3_546_000_000_000_001, 64)).toBeLessThan(64);
});
