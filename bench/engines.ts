import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/storage/index.ts';
import { hasPostgres, startCluster } from '../test/support/postgres-cluster.ts';
import { compare, type Figure, rate } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';

const records = 200;
const rounds = 3;

/**
 * Updates of watch records per second, Postgres against SQLite: of different records, and of a single one.
 */
export async function engines(): Promise<Figure[]> {
  if (!hasPostgres) {
    process.stderr.write('No Postgres server is installed: its figures are left out.\n');
    return [];
  }
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const cluster = await startCluster();
  const keys = [{ id: 'bench', key: randomBytes(32) }];
  const sqlite = await openStore({ path: join(folder, 'guanxi.sqlite'), keys });
  const postgres = await openStore({ url: await cluster.createDatabase(), keys });
  const mids = crowd(records);
  for (const store of [sqlite, postgres]) await storeWatchedAccounts(store, mids);
  try {
    const side = (store: typeof sqlite, targets: readonly number[]) => async () => {
      const started = performance.now();
      await Promise.all(
        targets.map((mid) =>
          store.watches.update(String(mid), (watch) => watch && { ...watch, total: watch.total + 1 }),
        ),
      );
      return rate(targets.length, started);
    };
    const figure = (name: string, what: string, targets: readonly number[], least: number) =>
      compare({ name, what, unit: '/s', wanted: { least } }, rounds, {
        ours: side(postgres, targets),
        bare: side(sqlite, targets),
      });
    return [
      await figure('postgresUpdates', 'changes of records apart, Postgres against SQLite', mids, 0.5),
      await figure(
        'postgresHot',
        'changes of one record, Postgres against SQLite',
        mids.map(() => mids[0] ?? 0),
        0.2,
      ),
    ];
  } finally {
    await postgres.close();
    await sqlite.close();
    cluster.remove();
    await rm(folder, { recursive: true });
  }
}
