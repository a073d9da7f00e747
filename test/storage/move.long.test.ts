import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, takeHold } from '../../src/storage/index.ts';
import { startChild } from '../support/child.ts';
import { hasPostgres, needsPostgres, useCluster } from '../support/postgres.ts';
import { useFolder } from './folder.ts';
import { moveContract } from './move-contract.ts';
import { storeKey } from './store-key.ts';

describe.skipIf(!hasPostgres)(needsPostgres('moves with Postgres'), () => {
  const cluster = useCluster();
  const folder = useFolder();
  const file = async () => `sqlite://${join(folder(), 'guanxi.sqlite')}`;
  const database = () => cluster().createDatabase();

  moveContract('from a SQLite file to Postgres', { from: file, to: database });
  moveContract('from Postgres to a SQLite file', { from: database, to: file });
  moveContract('from one Postgres database to another', { from: database, to: database });

  test('a move that is killed at any time is whole or nothing, and the same one again ends it', {
    timeout: 120_000,
  }, async () => {
    const [from, to] = [await file(), await database()];
    const store = await openStore({ url: from, keys: [storeKey] });
    await Promise.all(
      Array.from({ length: 3000 }, (_, n) =>
        store.chats.update(`${n}`, () => ({ sessions: [], timezone: 'x'.repeat(300) })),
      ),
    );
    await store.close();
    const count = async () =>
      (
        await cluster().sql(new URL(to).pathname.slice(1), 'select count(*)::int as n from guanxi_records')
      )[0];
    const start = () => startChild(new URL('mover.ts', import.meta.url), [from, to], onTestFinished);
    let cut = 0;
    for (let delay = 0; ; delay += 80) {
      const mover = start();
      await mover.printed(1);
      const timer = setTimeout(() => mover.kill('SIGKILL'), delay);
      const end = await mover.ended();
      clearTimeout(timer);
      if (end === 0) break;
      cut += 1;
      // Never both: either the old one may still be started, or it says that a move is under way.
      const old = await takeHold(from, { use: 'shared' }).then(
        (hold) => hold.release().then(() => 'starts'),
        (error: Error) => error.message,
      );
      if (old === 'starts') expect(await count().catch(() => ({ n: 0 }))).toEqual({ n: 0 });
      else expect(old).toMatch(/was moved to|was cut short: run the same npm run move again/u);
    }
    expect(cut).toBeGreaterThan(0);
    expect(await count()).toEqual({ n: 3000 });
    await expect(takeHold(from, { use: 'shared' })).rejects.toMatchObject({ problem: 'moved' });
  });
});
