import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../test/support/postgres-cluster.ts';
import type { Figure } from './figure.ts';
import { crowd } from './support/crowd.ts';
import { killMember, memberSettings, startMember, sumMetric } from './support/members.ts';
import { startProcess } from './support/process.ts';
import { startThread } from './support/server-thread.ts';
import { storeAccountsInPostgres } from './support/store-accounts-in-postgres.ts';

/** Wanted polls per second: those of 100 000 accounts at 300 s. */
const wantedPolls = 100_000 / 300;
const watchers = 3;
/** Polls are counted over one interval, but at least this long; s. */
const shortestMeasured = 30;

/**
 * Polls of all accounts by a bot and watchers in separate processes, as many per second as for 100 000
 * accounts at 300 s: first until each account was polled once, then over one interval. The site returns no
 * follower counts, so every account is polled by itself.
 */
export async function pollRates(cluster: Cluster, accounts: number): Promise<Figure[]> {
  const url = await cluster.createDatabase();
  const key = randomBytes(32);
  await storeAccountsInPostgres(url, { id: 'bench', key }, crowd(accounts));
  const site = await startProcess<string>('./crowd-site.ts', ['no counts']);
  const telegram = await startThread('./telegram-server.ts');
  const interval = Math.max(1, Math.round(accounts / wantedPolls));
  const env = {
    ...memberSettings(telegram.ready, site.ready),
    STORE_URL: url,
    SECRET_KEYS: `bench:${key.toString('base64')}`,
    ALERT_INTERVAL: String(interval),
  };
  const begun = performance.now();
  const bot = await startMember(env);
  const others = await Promise.all(
    Array.from({ length: watchers }, () => startMember({ ...env, ROLE: 'watcher' })),
  );
  try {
    while ((await sumMetric(others, 'guanxi_watches')) < accounts) await pause(500);
    const known = performance.now();
    while ((await site.ask<number>('how many accounts')) < accounts) {
      // On a machine that is far too busy, a process loses its place in the database.
      const ended = [bot, ...others].find(({ child }) => child.exitCode !== null);
      if (ended) throw new Error(`a process ended with ${ended.child.exitCode}`);
      await pause(500);
    }
    const polledAt = performance.now();
    const read = async () => ({
      at: performance.now(),
      polls: await sumMetric(others, 'guanxi_polls_total\\{outcome="good"\\}'),
      watchers: await sumMetric(others, 'process_cpu_seconds_total'),
      bot: await sumMetric([bot], 'process_cpu_seconds_total'),
      database: cluster.processorTime(),
    });
    const before = await read();
    await pause(1000 * Math.max(interval, shortestMeasured));
    const after = await read();
    const perSecond = (what: Exclude<keyof typeof before, 'at'>) =>
      (after[what] - before[what]) / ((after.at - before.at) / 1000);
    const of = `${accounts} accounts on a bot and ${watchers} watchers`;
    return [
      {
        name: 'processesKnown',
        what: `until the watchers know ${of}`,
        unit: 's',
        ours: (known - begun) / 1000,
      },
      {
        name: 'processesFirst',
        what: 'until each was polled once',
        unit: 's',
        ours: (polledAt - begun) / 1000,
      },
      { name: 'processesPolls', what: `polls, ${of}`, unit: '/s', ours: perSecond('polls') },
      {
        name: 'processesWatchers',
        what: 'processor of all watchers',
        unit: 'cores',
        ours: perSecond('watchers'),
      },
      { name: 'processesBot', what: 'processor of the bot', unit: 'cores', ours: perSecond('bot') },
      {
        name: 'processesDatabase',
        what: 'processor of the database',
        unit: 'cores',
        ours: perSecond('database'),
      },
      {
        name: 'processesWatcherMemory',
        what: 'resident memory of a watcher',
        unit: 'MB',
        ours: (await memory(others)) / watchers,
      },
      {
        name: 'processesBotMemory',
        what: 'resident memory of the bot',
        unit: 'MB',
        ours: await memory([bot]),
      },
      {
        name: 'processesDatabaseMemory',
        what: 'memory of the database',
        unit: 'MB',
        ours: cluster.memory() / 1e6,
      },
    ];
  } finally {
    for (const member of [bot, ...others]) await killMember(member);
    await site.close();
    await telegram.close();
  }
}

/** Resident memory of all of them, MB. */
async function memory(members: Parameters<typeof sumMetric>[0]): Promise<number> {
  return (await sumMetric(members, 'process_resident_memory_bytes')) / 1e6;
}
