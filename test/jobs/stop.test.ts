import { describe, expect, it } from 'vitest';
import type { Job } from '../../src/jobs/index.ts';
import { arrival, me, owner, repeated, startSite, writes } from './site.ts';

const isUnfollowing = (count: number) => (job: Job) => job.changed.length >= count;

async function following(count: number, options?: Parameters<typeof startSite>[0]) {
  const site = await startSite(options);
  const mids = site.people(count);
  for (const mid of mids) site.world.follow(me, mid);
  return { ...site, mids };
}

describe('stop', () => {
  it('takes effect before the next write', async () => {
    const { world, mids, engine } = await following(5);
    const { start, jobs, changed } = engine();
    const { id } = await start('unfollow', mids);
    await changed(isUnfollowing(2));
    const done = world.requests.count('relation/modify');
    const job = await jobs.stop(id);
    expect(job?.state).toBe('stopped');
    expect(job?.changed).toHaveLength(5 - world.followingsOf(me).length);
    expect(world.requests.count('relation/modify') - done).toBeLessThanOrEqual(1);
    expect(job?.doubt).toBeUndefined();
  });

  it('takes no quota for those it keeps from their turn', async () => {
    const { mids, engine, quota } = await following(4);
    const { start, jobs, changed, until } = engine();
    void changed((job) => {
      if (!isUnfollowing(2)(job)) return false;
      void jobs.stop(job.id);
      return true;
    });
    const { id } = await start('unfollow', mids);
    expect(await until(id, 'stopped')).toMatchObject({ changed: mids.slice(0, 2) });
    expect(await quota.left(me)).toBe(998);
  });

  it('while a write waits for its turn keeps it from being made', async () => {
    const { world, clock, mids, engine } = await following(3, { writeSpacing: 4000 });
    const { start, jobs, changed } = engine();
    const { id } = await start('unfollow', mids);
    await changed(({ doubt }) => doubt?.mids[0] === mids[1]);
    const job = await jobs.stop(id);
    await clock.advance(10_000);
    expect(job).toMatchObject({ state: 'stopped', changed: [mids[0]], todo: mids.slice(1) });
    expect(writes(world)).toEqual([`2:${mids[0]}`]);
  });

  it.each([true, false])('while a write is under way finds out whether it was done: %s', async (done) => {
    const { world, mids, engine } = await following(1);
    const [mid = 0] = mids;
    world.faults.set('relation/modify', { kind: 'hang' });
    const arrived = arrival(world, 'relation/modify');
    const { start, jobs } = engine();
    const { id } = await start('unfollow', mids);
    await arrived;
    if (done) world.unfollow(me, mid);
    expect(await jobs.stop(id)).toMatchObject({
      state: 'stopped',
      changed: done ? [mid] : [],
      todo: done ? [] : [mid],
    });
  });

  it('of a job that queues takes it out of the queue, and the next one comes', async () => {
    const { world, people, engine, plan } = await startSite();
    const [a = 0, b = 0, c = 0] = people(3);
    world.faults.set('relation/modify', { kind: 'hang' }, { times: 1 });
    const plans = [await plan('follow', [a]), await plan('follow', [b]), await plan('follow', [c])];
    const { jobs, until } = engine();
    const arrived = arrival(world, 'relation/modify');
    const ids = [];
    for (const planned of plans) ids.push((await jobs.start(planned, owner)).id);
    const [first = 0, second = 0, third = 0] = ids;
    await arrived;
    expect(await jobs.stop(second)).toMatchObject({ state: 'stopped', todo: [b] });
    await jobs.stop(first);
    await until(third, 'done');
    expect(world.followingsOf(me)).toEqual([c]);
  });

  it('of what stands or does not exist changes nothing', async () => {
    const { people, engine } = await startSite();
    const { start, until, jobs } = engine();
    const { id } = await start('follow', people(1));
    const done = await until(id, 'done');
    expect(await jobs.stop(id)).toEqual(done);
    expect(await jobs.resume(id)).toEqual(done);
    expect(await jobs.stop(1)).toBeUndefined();
    expect(await jobs.resume(1)).toBeUndefined();
  });

  it('and resume go on with the rest', async () => {
    const { world, mids, engine } = await following(6);
    const { start, jobs, until, changed } = engine();
    const { id } = await start('unfollow', mids);
    await changed(isUnfollowing(3));
    await jobs.stop(id);
    await jobs.resume(id);
    expect(await until(id, 'done')).toMatchObject({ changed: mids });
    expect(repeated(writes(world))).toEqual([]);
  });
});

describe('a risk answer', () => {
  it.each([
    { kind: 'code', code: -352 },
    { kind: 'code', code: 22015 },
    { kind: 'http412' },
    { kind: 'voucher' },
  ] as const)('%j stops the job at once, and it goes on when resumed after the rest', async (fault) => {
    const { world, clock, mids, engine } = await following(4);
    world.faults.set('relation/modify', fault, { skip: 1, times: 1 });
    const { start, jobs, until } = engine();
    const { id } = await start('unfollow', mids);
    const resting = await until(id, 'resting');
    expect(resting).toMatchObject({ changed: [mids[0]], until: clock.now() + 300_000 });
    expect(world.requests.count('relation/modify')).toBe(2);

    await jobs.resume(id);
    await until(id, 'resting');
    expect(world.requests.count('relation/modify')).toBe(2);

    await clock.advance(300_000);
    await jobs.resume(id);
    expect(await until(id, 'done')).toMatchObject({ changed: mids, failures: [] });
    expect(world.requests.count('relation/modify')).toBe(5);
  });

  it('to a batch leaves nobody counted as done or failed', async () => {
    const { world, clock, people, engine } = await startSite();
    const mids = people(60);
    world.faults.set('batch/modify', { kind: 'code', code: -352 }, { times: 1 });
    const { start, jobs, until } = engine();
    const { id } = await start('follow', mids);
    expect(await until(id, 'resting')).toMatchObject({ changed: [], failures: [], found: [] });
    await clock.advance(300_000);
    await jobs.resume(id);
    expect((await until(id, 'done')).changed).toEqual(mids);
  });
});

describe('what concerns the whole account ends the job, and it can be resumed', () => {
  it('an expired login', async () => {
    const { world, mids, engine, login } = await following(3);
    const { start, jobs, until, changed } = engine();
    world.on('answer', ({ path }) => {
      if (path.endsWith('relation/modify')) world.expire(me);
    });
    const { id } = await start('unfollow', mids);
    await changed(isUnfollowing(1));
    const failed = await until(id, 'failed');
    expect(failed).toMatchObject({ why: 'login', changed: [mids[0]], failures: [] });
    for (let more = 0; more < 2; more += 1) {
      login();
      await jobs.resume(id);
      await until(id, 'failed', 'done');
    }
    expect((await jobs.get(id))?.changed).toEqual(mids);
    expect(repeated(writes(world).filter((one) => one.endsWith(String(mids[0]))))).toEqual([]);
  });

  it('a chat that has logged out', async () => {
    const { people, engine, plan } = await startSite();
    const planned = await plan('follow', people(1));
    const { jobs, until } = engine();
    const { id } = await jobs.start(planned, { ...owner, mid: 4 });
    expect(await until(id, 'failed')).toMatchObject({ why: 'login' });
  });

  it('a full list of followings: nobody else is tried', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(120);
    world.limits.followings = 60;
    const { start, until, jobs } = engine();
    const { id } = await start('follow', mids);
    const failed = await until(id, 'failed');
    expect(failed).toMatchObject({ why: 'followLimit', failures: [] });
    expect(failed.changed).toHaveLength(60);
    expect(world.requests.count('modify')).toBe(3);
    world.limits.followings = 1000;
    await jobs.resume(id);
    expect((await until(id, 'done')).changed.toSorted()).toEqual(mids);
  });
});

describe('a lost answer', () => {
  it('to one write is read back, and nothing is sent again', async () => {
    const { world, mids, engine } = await following(3);
    world.faults.set('relation/modify', { kind: 'lost' }, { skip: 1, times: 1 });
    const { start, until } = engine();
    const job = await until((await start('unfollow', mids)).id, 'done');
    expect(job).toMatchObject({ changed: mids, failures: [] });
    expect(writes(world)).toHaveLength(3);
  });

  it('to a batch is read back', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(50);
    const shy = mids[7] ?? 0;
    world.change(shy, { refusesFollows: true });
    world.faults.set('batch/modify', { kind: 'lost' }, { times: 1 });
    const { start, until } = engine();
    const job = await until((await start('follow', mids)).id, 'done');
    expect(job.changed).toHaveLength(49);
    expect(job.failures).toEqual([{ mid: shy, why: 'unreachable' }]);
    expect(world.requests.count('modify')).toBe(1);
  });

  it.each([{ kind: 'cut' }, { kind: 'http', status: 502 }, { kind: 'code', code: -504 }] as const)(
    'of a write that was not done (%j) is a failure, not a second try',
    async (fault) => {
      const { world, mids, engine } = await following(2);
      world.faults.set('relation/modify', fault, { times: 1 });
      const { start, until, jobs } = engine();
      const { id } = await start('unfollow', mids);
      const job = await until(id, 'done');
      expect(job.failures.map(({ mid }) => mid)).toEqual([mids[0]]);
      expect(['unreachable', 'busy']).toContain(job.failures[0]?.why);
      expect(writes(world)).toHaveLength(2);
      const retry = await jobs.retryFailed(id);
      expect(await until(retry?.id ?? 0, 'done')).toMatchObject({ changed: [mids[0]] });
    },
  );

  it('that cannot be read back either is told as unknown, and with the site away nobody else is tried', async () => {
    const { world, mids, engine } = await following(3);
    const { start, until, jobs, passing, changed } = engine();
    world.faults.set('relation/modify', { kind: 'lost' }, { times: 1 });
    world.faults.set('x/relation', { kind: 'cut' });
    const { id } = await start('unfollow', mids);
    await changed(({ doubt }) => doubt !== undefined);
    world.faults.set('relation/relations', { kind: 'cut' });
    expect(await passing(until(id, 'failed'))).toMatchObject({
      why: 'unreachable',
      failures: [{ mid: mids[0], why: 'inDoubt' }],
      todo: mids.slice(1),
    });
    expect(writes(world)).toHaveLength(1);

    world.faults.clear();
    await jobs.resume(id);
    await until(id, 'done');
    const retry = await jobs.retryFailed(id);
    expect(await until(retry?.id ?? 0, 'done')).toMatchObject({ found: [mids[0]], changed: [] });
    expect(repeated(writes(world))).toEqual([]);
  });

  it('to a batch that cannot be read back leaves all of it unknown', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(60);
    const { start, until, passing, changed } = engine();
    world.faults.set('batch/modify', { kind: 'lost' }, { times: 1 });
    const { id } = await start('follow', mids);
    await changed(({ doubt }) => doubt !== undefined);
    world.faults.set('relation/relations', { kind: 'cut' });
    const job = await passing(until(id, 'failed'));
    expect(job.failures.map(({ why }) => why)).toEqual(Array.from({ length: 50 }, () => 'inDoubt'));
    expect(job).toMatchObject({ why: 'unreachable', todo: mids.slice(50) });
  });
});

describe('the quota of a day', () => {
  it('stops the job until tomorrow, when it goes on by itself', async () => {
    const { world, clock, people, engine, quota } = await startSite({ daily: 60 });
    const mids = people(130);
    const { start, until } = engine();
    const { id } = await start('follow', mids);
    const waiting = await until(id, 'waiting');
    expect(waiting).toMatchObject({ changed: mids.slice(0, 60), until: Date.UTC(2026, 0, 1, 16) });
    expect(await quota.left(me)).toBe(0);
    await clock.advance(12 * 3_600_000 - 1);
    expect(world.followingsOf(me)).toHaveLength(60);
    const next = until(id, 'running');
    await clock.advance(1);
    await next;
    expect(await until(id, 'waiting')).toMatchObject({ changed: mids.slice(0, 120) });
    await clock.advance(24 * 3_600_000);
    expect((await until(id, 'done')).changed).toEqual(mids);
    expect(repeated(writes(world))).toEqual([]);
  });

  it('the next day the relations are read again', async () => {
    const { world, clock, mids, engine } = await following(2, { daily: 1 });
    const { start, until } = engine();
    const { id } = await start('unfollow', mids);
    await until(id, 'waiting');
    world.setGroups(me, mids[1] ?? 0, [-10]);
    await clock.advance(24 * 3_600_000);
    expect(await until(id, 'done')).toMatchObject({ skipped: { special: [mids[1]] } });
    expect(world.followingsOf(me)).toEqual([mids[1]]);
  });

  it('is shared with single presses, and whom nothing was changed for does not count', async () => {
    const { world, people, engine, quota } = await startSite({ daily: 10 });
    const mids = people(6);
    world.change(mids[5] ?? 0, { refusesFollows: true });
    world.faults.set('batch/modify', { kind: 'code', code: 22010 }, { times: 1 });
    world.faults.set('x/relation/modify', { kind: 'code', code: 22014 }, { times: 1 });
    await quota.take(me, 2);
    const { start, until } = engine();
    const job = await until((await start('follow', mids)).id, 'done');
    expect(job).toMatchObject({ changed: mids.slice(1, 5), found: [mids[0]], failures: [{ mid: mids[5] }] });
    expect(await quota.left(me)).toBe(4);
  });

  it('counts those in doubt, until it is read that nothing was changed for them', async () => {
    const { world, clock, people, engine, quota } = await startSite({ daily: 100 });
    world.faults.set('batch/modify', { kind: 'code', code: 22015 }, { times: 1 });
    const { start, until, jobs } = engine();
    const { id } = await start('follow', people(50));
    await until(id, 'resting');
    expect(await quota.left(me)).toBe(50);
    await clock.advance(300_000);
    await jobs.resume(id);
    await until(id, 'done');
    expect(await quota.left(me)).toBe(50);
    expect(world.followingsOf(me)).toHaveLength(50);
  });

  it('a waiting job can be stopped, and waits on after a restart', async () => {
    const { clock, people, engine } = await startSite({ daily: 2 });
    const { start, until, jobs } = engine();
    const { id } = await start('follow', people(3));
    await until(id, 'waiting');
    await jobs.shutdown();
    expect((await jobs.get(id))?.state).toBe('waiting');

    const next = engine();
    await next.jobs.recover();
    await next.until(id, 'waiting');
    expect(await next.jobs.stop(id)).toMatchObject({ state: 'stopped' });
    await next.jobs.resume(id);
    await next.until(id, 'waiting');
    await clock.advance(24 * 3_600_000);
    expect((await next.until(id, 'done')).changed).toHaveLength(3);
  });
});
