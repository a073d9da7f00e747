import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBilibili } from '../playground/bilibili/index.ts';
import { createBilibili } from '../src/api/index.ts';
import { systemClock } from '../src/clock.ts';
import { createJobs, createQuota, type Job, readAndPlan } from '../src/jobs/index.ts';
import { createDormancyChecks } from '../src/people/dormancy-check-store.ts';
import { findOrMakeKeys, openStore } from '../src/storage/index.ts';
import { type Figure, median } from './figure.ts';

const people = 200;
const rounds = 5;

/**
 * The overhead of a job per person: an unfollow of many people as a job, including its records, minus the
 * same unfollows sent directly by the client. Without spacing between requests.
 */
export async function jobOverhead(): Promise<Figure> {
  const overheads: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [bare, job] = [await unfollowBare(), await unfollowAsJob()];
    if (round > 0) overheads.push((job - bare) / people);
  }
  return {
    name: 'jobOverhead',
    what: 'a job, a person, beyond the change itself',
    unit: 'ms',
    ours: median(overheads),
    wanted: { most: 5 },
  };
}

async function unfollowBare(): Promise<number> {
  const { site, session, mids } = await setUp();
  const started = performance.now();
  for (const fid of mids) await session.relations.modify({ fid, act: 2 });
  const time = performance.now() - started;
  await site.close();
  return time;
}

async function unfollowAsJob(): Promise<number> {
  const { site, session, mids } = await setUp();
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const path = join(folder, 'guanxi.sqlite');
  const store = await openStore({ path, keys: (await findOrMakeKeys(path)).keys });
  const { promise: done, resolve, reject } = Promise.withResolvers<Job>();
  const quota = createQuota({ records: store.quotas, daily: people, timezone: 'UTC', now: Date.now });
  const jobs = createJobs({
    records: store.jobs,
    quota,
    sessionOf: async () => session,
    checks: createDormancyChecks(store.personChecks),
    clock: systemClock,
    onRelationsChanged: async () => undefined,
    onError: (_, error) => reject(error),
  });
  jobs.onChange((job) => job.state === 'done' && resolve(job));
  const work = await readAndPlan(session, { action: 'unfollow', people: mids.map((mid) => ({ mid })) });
  const started = performance.now();
  await jobs.start(work, { chat: 1, user: 1, mid: session.mid });
  const job = await done;
  const time = performance.now() - started;
  if (job.changed.length !== people) throw new Error('the job did not do its work');
  await jobs.shutdown();
  await store.close();
  await rm(folder, { recursive: true });
  await site.close();
  return time;
}

async function setUp() {
  const site = await startBilibili({ people: 0 });
  const { world } = site;
  const mids = Array.from({ length: people }, (_, index) => world.addPerson({ name: `第${index}位` }).mid);
  for (const mid of mids) world.follow(world.owner, mid);
  const { cookies } = world.login(world.owner);
  const session = createBilibili({ root: site.root, readSpacing: 0, writeSpacing: 0 }).session({
    mid: world.owner,
    credential: { kind: 'cookie', cookies, madeAt: Date.now() },
  });
  return { site, session, mids };
}
