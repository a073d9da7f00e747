import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { takeHold } from '../src/storage/index.ts';
import { type Cluster, hasPostgres, startCluster } from '../test/support/postgres-cluster.ts';
import { type Figure, median } from './figure.ts';
import { killMember, type Member, memberSettings, startMember } from './support/members.ts';
import { startProcess } from './support/process.ts';
import { startThread } from './support/server-thread.ts';

const times = 3;

/** How quickly a process takes over from another on a Postgres store. */
export async function takeovers(): Promise<Figure[]> {
  if (!hasPostgres) return [];
  const cluster = await startCluster();
  try {
    return [...(await takeover(cluster)), ...(await timeToAnswer(cluster))];
  } finally {
    cluster.remove();
  }
}

/** From the end of a leader until another leads. */
async function takeover(cluster: Cluster): Promise<Figure[]> {
  const url = await cluster.createDatabase();
  const holder = fileURLToPath(new URL('../test/storage/holder.ts', import.meta.url));
  const measure = async (signal: 'SIGKILL' | 'SIGSTOP') => {
    const leader = spawn(process.execPath, [holder, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(leader, 'exit');
    for (let said = ''; !said.includes('leads'); ) said += String((await once(leader.stdout, 'data'))[0]);
    const standby = await takeHold(url, { use: 'shared' });
    const leads = standby.lead();
    await pause(1000);
    const begun = performance.now();
    leader.kill(signal);
    await leads;
    const time = performance.now() - begun;
    leader.kill('SIGKILL');
    await ended;
    await standby.release();
    return time;
  };
  const taken = { SIGKILL: [] as number[], SIGSTOP: [] as number[] };
  for (let count = 0; count < times; count += 1)
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) taken[signal].push(await measure(signal));
  return [
    {
      name: 'takeoverKilled',
      what: 'a killed leader’s place taken',
      unit: 'ms',
      ours: median(taken.SIGKILL),
      wanted: { most: 1000 },
    },
    {
      name: 'takeoverFrozen',
      what: 'a frozen leader’s place taken',
      unit: 's',
      ours: median(taken.SIGSTOP) / 1000,
      wanted: { most: 8 },
    },
  ];
}

/** From a failure of the leader or the database until a user gets an answer. */
async function timeToAnswer(cluster: Cluster): Promise<Figure[]> {
  const site = await startProcess<string>('./crowd-site.ts');
  const telegram = await startThread('./telegram-server.ts');
  const env = {
    ...memberSettings(telegram.ready, site.ready),
    STORE_URL: await cluster.createDatabase(),
    SECRET_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  };
  const measure = async (happens: (leader: Member) => Promise<void>) => {
    const all: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const [leader, standby] = [await startMember(env), await startMember(env)];
      await telegram.ask({ people: 1, text: '/help' });
      await pause(1000);
      const begun = performance.now();
      await happens(leader);
      await telegram.ask({ people: 1, text: '/help' });
      all.push((performance.now() - begun) / 1000);
      for (const one of [leader, standby, ...again]) await killMember(one);
      again.length = 0;
    }
    return median(all);
  };
  /** Started to replace those that ended with the database. */
  const again: Member[] = [];
  const signal = (name: NodeJS.Signals) => async (leader: Member) => void leader.child.kill(name);
  const figure = (name: string, what: string, ours: number): Figure => ({ name, what, unit: 's', ours });
  try {
    return [
      figure('answersKilled', 'an answer after the leader is killed', await measure(signal('SIGKILL'))),
      figure('answersFrozen', 'an answer after the leader is frozen', await measure(signal('SIGSTOP'))),
      figure(
        'answersDatabase',
        'an answer after the database is killed, and started again at once',
        await measure(async () => {
          cluster.signal('SIGKILL');
          await cluster.start();
          again.push(await startMember(env));
        }),
      ),
    ];
  } finally {
    await site.close();
    await telegram.close();
  }
}
