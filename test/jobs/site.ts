import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { startBilibili, type World } from '../../playground/bilibili/index.ts';
import { type Bilibili, createBilibili, type Session } from '../../src/api/index.ts';
import {
  createJobs,
  createQuota,
  type Job,
  type JobAction,
  type JobPerson,
  type JobState,
  type Jobs,
  type PlannedWork,
  progressOf,
  type Quota,
  readAndPlan,
} from '../../src/jobs/index.ts';
import { createDormancyChecks } from '../../src/people/dormancy-check-store.ts';
import { openStore, type Repository, type Store } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';

/** The account the jobs are for, and where they are asked for. */
export const me = 100001;
export const owner = { chat: 7, user: 7, mid: me };

/** How a site is set up for a test of jobs. */
export interface SiteOptions {
  /** Quota of a day. */
  daily?: number;
  /** The api's spacing after a write, ms on the test's clock. */
  writeSpacing?: number;
}

/** A simulated Bilibili with one account, a store that outlives engines, and a clock that stands still. */
export interface Site {
  world: World;
  clock: TestClock;
  store: Store;
  session: Session;
  /** Logs the account in anew; engines use the new login from then on. */
  login(mid?: number): Session;
  /** New people of the site, in order. */
  people(count: number): number[];
  /** A plan for people as they are now. */
  plan(action: JobAction, who: readonly (number | JobPerson)[], withSpecial?: boolean): Promise<PlannedWork>;
  quota: Quota;
  /** A program's worth of jobs over the store; `life` ends it as `kill -9` would. */
  engine(life?: Life): Engine;
}

/** Jobs as one run of the program has them. */
export interface Engine {
  jobs: Jobs;
  /** Every change that was announced, in order. */
  changes: Job[];
  /** Defects it told of; a test in which there are any fails. */
  errors: unknown[];
  /** Resolves with the first change, past or to come, of which this is true. */
  changed(is: (job: Job) => boolean): Promise<Job>;
  /** Plans, starts, and gives the job. */
  start(action: JobAction, who: readonly (number | JobPerson)[], withSpecial?: boolean): Promise<Job>;
  /** Resolves when a job is in one of these states. */
  until(id: number, ...states: JobState[]): Promise<Job>;
  /** Moves the clock on, as long as somebody sleeps, until the promise settles. */
  passing<T>(promise: Promise<T>): Promise<T>;
}

/** Starts a site for one test; it ends with the test. */
export async function startSite({ daily = 1000, writeSpacing = 0 }: SiteOptions = {}): Promise<Site> {
  const clock = createTestClock(Date.UTC(2026, 0, 1, 4));
  const { world, root, close } = await startBilibili({ people: 0, now: clock.now });
  const store = await openStore({ path: ':memory:', keys: [storeKey] });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    await close();
    await store.close();
  });
  const options = { root, readSpacing: 0, writeSpacing, clock, random: () => 0, signal: stop.signal };
  const bilibili = createBilibili(options);
  const sessions = new Map<number, Session>();
  const login = (mid = me) => {
    const session = sessionOf(bilibili, world, mid, clock.now());
    sessions.set(mid, session);
    return session;
  };
  const quotaOver = (records: Store['quotas']) =>
    createQuota({ records, daily, timezone: 'Asia/Shanghai', now: clock.now });
  const quota = quotaOver(store.quotas);
  let added = 0;

  const site: Site = {
    world,
    clock,
    store,
    session: login(),
    login,
    people: (count) =>
      Array.from({ length: count }, () => {
        added += 1;
        return world.addPerson({ mid: 2000 + added, name: `someone ${added}` }).mid;
      }),
    plan: (action, who, withSpecial = false) =>
      readAndPlan(sessions.get(me) ?? site.session, {
        action,
        people: who.map((one) => (typeof one === 'number' ? { mid: one } : one)),
        withSpecial,
      }),
    quota,
    engine(life) {
      const engine = createEngine(site, (onError) =>
        createJobs({
          records: life ? mortal(store.jobs, life) : store.jobs,
          quota: life ? quotaOver(mortal(store.quotas, life)) : quota,
          sessionOf: async (_, mid) => sessions.get(mid),
          clock,
          checks: createDormancyChecks(life ? mortal(store.personChecks, life) : store.personChecks),
          onRelationsChanged: async () => undefined,
          onError,
        }),
      );
      onTestFinished(async () => {
        if (!life?.over) await engine.jobs.shutdown();
        expect(engine.errors).toEqual([]);
      });
      return engine;
    },
  };
  return site;
}

function sessionOf(bilibili: Bilibili, world: World, mid: number, madeAt: number): Session {
  return bilibili.session({
    mid,
    credential: { kind: 'cookie', cookies: world.login(mid).cookies, madeAt },
  });
}

function createEngine(site: Site, make: (onError: (id: number, error: unknown) => void) => Jobs): Engine {
  const changes: Job[] = [];
  const errors: unknown[] = [];
  const waiting = new Set<{ is: (job: Job) => boolean; found: (job: Job) => void }>();
  const totals = new Map<number, number>();
  const jobs = make((_, error) => errors.push(error));
  jobs.onChange((job) => {
    changes.push(job);
    expectEverybodyOnce(job, totals);
    for (const wait of [...waiting]) {
      if (!wait.is(job)) continue;
      waiting.delete(wait);
      wait.found(job);
    }
  });
  const engine: Engine = {
    jobs,
    changes,
    errors,
    changed: (is) =>
      new Promise((found) => {
        const past = changes.find(is);
        if (past) found(past);
        else waiting.add({ is, found });
      }),
    start: async (action, who, withSpecial) => jobs.start(await site.plan(action, who, withSpecial), owner),
    until: (id, ...states) =>
      new Promise((found, fail) => {
        const is = (job: Job) => job.id === id && states.includes(job.state);
        waiting.add({ is, found });
        jobs.get(id).then((job) => job && is(job) && found(job), fail);
      }),
    async passing(promise) {
      let over = false;
      const settled = promise.finally(() => {
        over = true;
      });
      settled.catch(() => undefined);
      while (!over) {
        if (site.clock.sleepers > 0) await site.clock.advance(500);
        await turn();
      }
      return settled;
    },
  };
  return engine;
}

/** Nobody is lost on the way, and nobody is in two places. */
function expectEverybodyOnce(job: Job, totals: Map<number, number>): void {
  const everybody = [
    ...job.todo,
    ...job.alone,
    ...(job.doubt?.mids ?? []),
    ...job.changed,
    ...job.found,
    ...job.failures.map(({ mid }) => mid),
    ...Object.values(job.skipped).flat(),
  ];
  expect(new Set(everybody).size).toBe(everybody.length);
  expect(progressOf(job).total).toBe(totals.get(job.id) ?? everybody.length);
  totals.set(job.id, everybody.length);
}

/** When a program dies: at so many-th of the moments before and after each change of its store. */
export interface Life {
  moments: number;
  /** It is dead. */
  over: boolean;
  /** Resolves when it dies. */
  ended: Promise<void>;
  /** Lives on through a moment, or never returns. */
  pass(): Promise<void>;
}

/** A life that ends at moment `last`, counted from 1. */
export function lifeUntil(last: number): Life {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const life: Life = {
    moments: 0,
    over: false,
    ended,
    pass() {
      life.moments += 1;
      if (life.moments < last) return Promise.resolve();
      life.over = true;
      end();
      return new Promise(() => undefined);
    },
  };
  return life;
}

/** What a job killed at each moment is to do, and how things stand when it is done. */
interface KilledJob {
  plan: PlannedWork;
  check(done: Job): void | Promise<void>;
}

/**
 * Starts the same job on site after site, each time in a program that lives one moment longer, until one lives to the end; the
 * next program does what is left. Where the job was never kept, nobody was told that it had begun, and nothing is checked.
 * @returns how many moments there were
 */
export async function killAtEachMoment(set: (site: Site) => Promise<KilledJob>): Promise<number> {
  let moment = 1;
  for (let over = true; over; moment += 1) {
    const site = await startSite();
    const { plan, check } = await set(site);
    const life = lifeUntil(moment);
    const first = site.engine(life);
    const done = first.jobs.start(plan, owner).then(({ id }) => first.until(id, 'done'));
    await Promise.race([life.ended, done]);
    over = life.over;
    const second = site.engine();
    if (over) await second.jobs.recover();
    const [job] = await second.jobs.list(owner.chat);
    if (job === undefined) expect(moment).toBe(1);
    else await check(await second.until(job.id, 'done'));
  }
  return moment - 1;
}

/** A collection as seen by a program that dies: what it asks for after that never happens. */
function mortal<T>(collection: Repository<T>, life: Life): Repository<T> {
  return {
    ...collection,
    async update(key, change, options) {
      await life.pass();
      const record = await collection.update(key, change, options);
      await life.pass();
      return record;
    },
  };
}

/** Who was written for, and what: one row for each person of each write that reached the site, as `act:mid`. */
export function writes({ requests }: World): string[] {
  return requests.all().flatMap(({ path, form }) => {
    if (path.endsWith('/batch/modify'))
      return (form.fids ?? '').split(',').map((fid) => `${form.act}:${fid}`);
    return path.endsWith('/relation/modify') ? [`${form.act}:${form.fid}`] : [];
  });
}

/** Resolves when the next request comes in to a path that ends so. */
export function arrival(world: World, pathEnd: string): Promise<void> {
  return new Promise((resolve) => {
    const end = world.on('request', ({ path }) => {
      if (!path.endsWith(pathEnd)) return;
      end();
      resolve();
    });
  });
}

/** Those of a list that are in it more than once. */
export function repeated(list: readonly string[]): string[] {
  return [...new Set(list.filter((one, index) => list.indexOf(one) !== index))];
}
