import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore, takeHold } from '../src/storage/index.ts';
import { type Cluster, hasPostgres, startCluster } from '../test/support/postgres-cluster.ts';
import { type Figure, median } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { memberSettings, startMember, sumMetric } from './support/members.ts';
import { startProcess } from './support/process.ts';
import { startThread } from './support/worker.ts';

/** PROCESSES_ACCOUNTS=100000 npm run bench polls that many accounts, at the usual interval. */
const accounts = Number(process.env.PROCESSES_ACCOUNTS ?? 5000);
/** Polls per second to reach: those of 100 000 accounts at an interval of 300 s. */
const wantedLooks = 100_000 / 300;
const watchers = 3;
const measuredFor = 30_000;

/** Several processes on one Postgres store: updates and polls per second. */
export async function processes(): Promise<Figure[]> {
  if (!hasPostgres) return [];
  const cluster = await startCluster();
  try {
    return [...(await writeRates(cluster)), ...(await holdCheckCost(cluster)), ...(await pollRates(cluster))];
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

/**
 * Polls of all accounts by a bot and watchers in separate processes, as many per second as for 100 000
 * accounts at 300 s.
 */
async function pollRates(cluster: Cluster): Promise<Figure[]> {
  const url = await cluster.createDatabase();
  const key = randomBytes(32);
  const store = await openStore({ url, keys: [{ id: 'bench', key }] });
  const mids = crowd(accounts);
  const part = Math.ceil(accounts / 8);
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => storeWatchedAccounts(store, mids.slice(at * part, (at + 1) * part))),
  );
  await store.close();
  const site = await startProcess<string>('./crowd-site.ts');
  const telegram = await startThread('./telegram-server.ts');
  const env = {
    ...memberSettings(telegram.ready, site.ready),
    STORE_URL: url,
    SECRET_KEYS: `bench:${key.toString('base64')}`,
    ALERT_INTERVAL: String(Math.max(1, Math.round(accounts / wantedLooks))),
  };
  const all = await Promise.all([
    startMember(env),
    ...Array.from({ length: watchers }, () => startMember({ ...env, ROLE: 'watcher' })),
  ]);
  const [bot, ...others] = all;
  try {
    while ((await sumMetric(others, 'guanxi_watches')) < accounts) await pause(500);
    // Each account has to be polled once before polls find nothing new.
    while ((await sumMetric(others, 'guanxi_polls_total\\{outcome="good"\\}')) < accounts) await pause(500);
    const read = async () => ({
      at: performance.now(),
      polls: await sumMetric(others, 'guanxi_polls_total\\{outcome="good"\\}'),
      watchers: await sumMetric(others, 'process_cpu_seconds_total'),
      bot: await sumMetric(bot ? [bot] : [], 'process_cpu_seconds_total'),
      engine: cluster.processorTime(),
    });
    const before = await read();
    await pause(measuredFor);
    const after = await read();
    const seconds = (after.at - before.at) / 1000;
    const memory = (await sumMetric(others, 'process_resident_memory_bytes')) / watchers / 1e6;
    const a = (what: string) => `${what}, ${accounts} accounts on a bot and ${watchers} watchers`;
    return [
      { name: 'processesPolls', what: a('polls'), unit: '/s', ours: (after.polls - before.polls) / seconds },
      {
        name: 'processesWatchers',
        what: a('processor of all watchers'),
        unit: 'cores',
        ours: (after.watchers - before.watchers) / seconds,
      },
      {
        name: 'processesBot',
        what: a('processor of the bot'),
        unit: 'cores',
        ours: (after.bot - before.bot) / seconds,
      },
      {
        name: 'processesEngine',
        what: a('processor of the database'),
        unit: 'cores',
        ours: (after.engine - before.engine) / seconds,
      },
      { name: 'processesMemory', what: a('resident memory of a watcher'), unit: 'MB', ours: memory },
    ];
  } finally {
    for (const { child } of all) child.kill('SIGKILL');
    await site.close();
    await telegram.close();
  }
}
