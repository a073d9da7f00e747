import { expect, test } from 'vitest';
import { takeHold } from '../../src/storage/index.ts';

test('a SQLite store is held by one process, which leads at once and has the only shard', async () => {
  const hold = await takeHold('sqlite://:memory:', { use: 'shared' });
  await hold.lead();
  await hold.joinWatchers();
  expect(await hold.countProcesses()).toEqual({ bots: 1, watchers: 0 });
  expect(await hold.takeShards(hold.shards)).toEqual([0]);
  expect(hold.shards).toBe(1);
  await hold.confirm();
  await hold.release();
});
