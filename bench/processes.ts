import { randomBytes } from 'node:crypto';
import { openStore, takeHold } from '../src/storage/index.ts';
import { type Cluster, hasPostgres, startCluster } from '../test/support/postgres-cluster.ts';
import { type Figure, median } from './figure.ts';
import { pollRates } from './poll-rates.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { startProcess } from './support/process.ts';

/** PROCESSES_ACCOUNTS=100000 npm run bench polls that many accounts, at the usual interval: a quarter of an hour. */
const accounts = Number(process.env.PROCESSES_ACCOUNTS ?? 5000);

/** Several processes on one Postgres store: updates and polls per second. */
export async function processes(): Promise<Figure[]> {
  if (!hasPostgres) return [];
  const cluster = await startCluster();
  try {
    return [
      ...(await writeRates(cluster)),
      ...(await holdCheckCost(cluster)),
      ...(await pollRates(cluster, accounts)),
    ];
  } finally {
    cluster.remove();
  }
}

/** Updates of different records, by the number of processes. */
async function writeRates(cluster: Cluster): Promise<Figure[]> {
  const url = await cluster.createDatabase();
  const key = randomBytes(32);
  const store = await openStore({ url, keys: [{ id: 'bench', key }] });
  await storeWatchedAccounts(store, crowd(200));
  await store.close();
  const args = [url, key.toString('base64'), '200'];
  const figures: Figure[] = [];
  for (const count of [1, 2, 4]) {
    const all = await Promise.all(
      Array.from({ length: count }, () => startProcess('./store-writer.ts', args)),
    );
    const rates = await Promise.all(all.map((one) => one.ask<number>('measure')));
    for (const one of all) await one.close();
    figures.push({
      name: `postgresWriters${count}`,
      what: `changes of records on Postgres, ${count} ${count === 1 ? 'process' : 'processes'}`,
      unit: '/s',
      ours: rates.reduce((sum, rate) => sum + rate, 0),
    });
  }
  return figures;
}

/** The cost of checking that the hold is still valid. */
async function holdCheckCost(cluster: Cluster): Promise<Figure[]> {
  const hold = await takeHold(await cluster.createDatabase(), { use: 'shared' });
  const times: number[] = [];
  for (let count = 0; count < 500; count += 1) {
    const begun = performance.now();
    await hold.confirm();
    times.push(performance.now() - begun);
  }
  const before = process.cpuUsage();
  for (let count = 0; count < 100; count += 1)
    await Promise.all(Array.from({ length: 64 }, () => hold.confirm()));
  const { user, system } = process.cpuUsage(before);
  await hold.release();
  return [
    {
      name: 'fence',
      what: 'the question before a message, one at a time',
      unit: 'ms',
      ours: median(times),
      wanted: { most: 5 },
    },
    {
      name: 'fenceTogether',
      what: 'processor time of it, 64 asking at once',
      unit: 'ms',
      ours: (user + system) / 1000 / 6400,
      wanted: { most: 0.1 },
    },
  ];
}
