import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/index.ts';
import { jobs as jobKind } from '../../src/storage/job-records.ts';
import { lifeUntil, owner, repeated, type Site, startSite, writes } from './site.ts';

/** People whom the account is to follow, a plan for them, and one engine over it. */
async function following(count: number, options?: Parameters<typeof startSite>[0]) {
  const site = await startSite({ daily: 10_000, ...options });
  const mids = site.people(count);
  return { ...site, mids, work: await site.plan('follow', mids) };
}

/** Resolves when so many batches have been asked for. */
function batches(site: Site, count: number): Promise<void> {
  return new Promise((resolve) => {
    const end = site.world.on('answer', () => {
      if (site.world.requests.count('batch/modify') < count) return;
      end();
      resolve();
    });
  });
}

const statesOf = (jobs: readonly Job[], id: number) =>
  jobs.filter((job) => job.id === id).map(({ state }) => state);

describe('work on 1300 people', () => {
  it('is two records, one after the other, and one job to whoever asks', async () => {
    const { world, mids, work, engine, store } = await following(1300);
    const { jobs, until, changes } = engine();
    const started = await jobs.start(work, owner);
    expect(started.todo).toEqual(mids);
    const { id } = started;
    await until(id + 1, 'done');
    const records = await Promise.all([0, 1].map((at) => store.jobs.get(String(id + at))));
    expect(records.map((record) => record?.changed.length)).toEqual([1000, 300]);
    expect(await store.jobs.get(String(id + 2))).toBeUndefined();
    const firstDone = changes.findIndex((job) => job.id === id && job.state === 'done');
    const nextBegun = changes.findIndex((job) => job.id === id + 1 && job.state === 'running');
    expect(nextBegun).toBeGreaterThan(firstDone);
    expect(statesOf(changes, id)).not.toContain('waiting');
    const whole = await jobs.get(id);
    expect(whole).toMatchObject({ id, state: 'done', changed: mids, untold: true });
    expect(await jobs.get(id + 1)).toEqual(whole);
    expect(await jobs.list(owner.chat)).toEqual([whole]);
    expect(repeated(writes(world))).toEqual([]);
  });

  it('that is stopped stops what would follow, and goes on from there', async () => {
    const site = await following(1300);
    const { world, mids, work, engine } = site;
    const { jobs, until } = engine();
    const some = batches(site, 3);
    const { id } = await jobs.start(work, owner);
    await some;
    expect(await jobs.stop(id)).toMatchObject({ state: 'stopped' });
    const written = world.requests.count('batch/modify');
    expect(written).toBeLessThan(20);
    await engine().jobs.recover();
    expect(world.requests.count('batch/modify')).toBe(written);
    await jobs.resume(id);
    await until(id + 1, 'done');
    expect(await jobs.get(id)).toMatchObject({ state: 'done', changed: mids });
    expect(repeated(writes(world))).toEqual([]);
  });

  it('rests as a whole after a risk answer', async () => {
    const { world, work, engine } = await following(1300);
    world.faults.set('batch/modify', { kind: 'code', code: -352 }, { skip: 3, times: 1 });
    const { jobs, until } = engine();
    const { id } = await jobs.start(work, owner);
    await until(id, 'resting');
    expect(await jobs.get(id)).toMatchObject({ state: 'resting' });
    await engine().jobs.recover();
    expect(world.requests.count('batch/modify')).toBe(4);
  });

  it('is taken back, and tried again, as one job too', async () => {
    const { world, mids, work, engine, store } = await following(1300);
    const [shy = 0] = [mids[1200]];
    world.change(shy, { refusesFollows: true });
    const { jobs, until } = engine();
    const { id } = await jobs.start(work, owner);
    await until(id + 1, 'done');
    expect((await jobs.get(id))?.failures).toEqual([{ mid: shy, why: 'refusedByThem' }]);
    world.change(shy, { refusesFollows: false });
    const retry = await jobs.retryFailed(id);
    expect(retry).toMatchObject({ todo: [shy], retries: id });
    await until(retry?.id ?? 0, 'done');
    expect(await jobs.retryFailed(id + 1)).toMatchObject({ id: retry?.id });
    const undo = await jobs.undo(id);
    expect(undo?.todo).toEqual(mids.filter((mid) => mid !== shy).reverse());
    const parts = await Promise.all([0, 1].map((at) => store.jobs.get(String((undo?.id ?? 0) + at))));
    expect(parts.map((part) => part?.undoes)).toEqual([id, id]);
    expect((await jobs.undo(id))?.id).toBe(undo?.id);
    await jobs.stop(undo?.id ?? 0);
  });

  it('keeps the part that is done for as long as the other one takes', async () => {
    const { work, engine, store, clock } = await following(1300);
    const { jobs, until } = engine();
    const { id } = await jobs.start(work, owner);
    await until(id, 'done');
    await jobs.stop(id);
    const record = await store.jobs.get(String(id));
    const { lifetime } = jobKind;
    expect(record && typeof lifetime === 'function' && lifetime(record)).toBe(Number.POSITIVE_INFINITY);
    await clock.advance(60 * 24 * 3600_000);
    expect((await jobs.get(id))?.changed.length).toBeGreaterThanOrEqual(1000);
  });

  it('is dropped after 30 days, parts that never began with it', async () => {
    const site = await following(1300);
    const { work, engine, clock, store } = site;
    const { jobs } = engine();
    const some = batches(site, 1);
    const { id } = await jobs.start(work, owner);
    await some;
    await jobs.stop(id);
    await clock.advance(31 * 24 * 3600_000);
    await engine().jobs.recover();
    expect([await store.jobs.get(String(id)), await store.jobs.get(String(id + 1))]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('a program killed between two parts, or while they are being kept', () => {
  /** The moment at which the first part is done, in a life that does not end. */
  async function momentOfTurn(): Promise<number> {
    const { work, engine } = await following(1010);
    const life = lifeUntil(Number.POSITIVE_INFINITY);
    const { jobs, until } = engine(life);
    const { id } = await jobs.start(work, owner);
    await until(id, 'done');
    const { moments } = life;
    await until(id + 1, 'done');
    return moments;
  }

  it('leaves nothing, or follows everybody once', { timeout: 120_000 }, async () => {
    const turn = await momentOfTurn();
    const ends = { none: 0, all: 0 };
    for (const moment of [1, 2, 3, 4, 5, 6, ...Array.from({ length: 12 }, (_, at) => turn - 4 + at)]) {
      const { world, mids, work, engine, store } = await following(1010);
      const life = lifeUntil(moment);
      void engine(life).jobs.start(work, owner);
      await life.ended;
      const next = engine();
      await next.jobs.recover();
      const [job] = await next.jobs.list(owner.chat);
      if (job === undefined) {
        for await (const [key] of store.jobs.all()) expect.fail(`${key} is left`);
        ends.none += 1;
        continue;
      }
      await next.until(job.id + 1, 'done');
      expect((await next.jobs.get(job.id))?.changed).toEqual(mids);
      expect(repeated(writes(world))).toEqual([]);
      ends.all += 1;
    }
    expect(ends).toEqual({ none: 3, all: 15 });
  });
});
