import { describe, expect, it } from 'vitest';
import { canResume, canRetry, canUndo } from '../../src/jobs/index.ts';
import { lifeUntil, me, owner, repeated, startSite, writes } from './site.ts';

it('an unfollow of 60 that is stopped, killed, resumed, retried and undone writes for nobody twice', async () => {
  const site = await startSite({ daily: 1000 });
  const { world } = site;
  const mids = site.people(60);
  const groups = ['一', '二'].map((name) => world.createGroup(me, name));
  mids.forEach((mid, index) => {
    world.follow(me, mid);
    const group = groups[index % 3];
    if (group !== undefined) world.setGroups(me, mid, [group]);
  });
  world.setGroups(me, mids[59] ?? 0, [-10, ...groups]);
  const before = mids.map((mid) => world.relationOf(me, mid).tag?.toSorted());
  world.faults.set('relation/modify', { kind: 'code', code: 40061 }, { skip: 40, times: 2 });

  // Stopped.
  const first = site.engine();
  const { id } = await first.start('unfollow', mids, true);
  await first.changed(({ changed }) => changed.length === 20);
  const stopped = await first.jobs.stop(id);
  expect(stopped?.state).toBe('stopped');
  expect(world.requests.count('relation/modify')).toBe(stopped?.changed.length);

  // Killed, between the site's answer and the record of it: four moments until it runs, six a person.
  const life = lifeUntil(4 + 6 * 10 + 5);
  const second = site.engine(life);
  await second.jobs.resume(id);
  await life.ended;
  const left = await site.engine().jobs.get(id);
  expect(left?.doubt?.mids).toHaveLength(1);
  expect(world.followingsOf(me)).not.toContain(left?.doubt?.mids[0]);

  // Taken up again, to its end.
  const third = site.engine();
  await third.jobs.recover();
  const done = await third.until(id, 'done');
  expect(done.changed).toHaveLength(58);
  expect(done.failures.map(({ why }) => why)).toEqual(['gone', 'gone']);
  expect([canResume(done), canRetry(done), canUndo(done)]).toEqual([false, true, true]);

  // Retried.
  const retry = await third.jobs.retryFailed(id);
  expect(retry).toMatchObject({ retries: id });
  await third.until(retry?.id ?? 0, 'done');
  expect(world.followingsOf(me)).toEqual([]);
  expect((await third.jobs.retryFailed(id))?.id).toBe(retry?.id);

  // Undone, both of them, groups and all.
  for (const job of [id, retry?.id ?? 0]) {
    const undo = await third.jobs.undo(job);
    expect(undo).toMatchObject({ undoes: job, action: 'follow' });
    await third.until(undo?.id ?? 0, 'done');
  }
  expect(mids.map((mid) => world.relationOf(me, mid).tag?.toSorted())).toEqual(before);
  const failed = done.failures.map(({ mid }) => `2:${mid}`);
  expect(repeated(writes(world))).toEqual(failed);
  expect(writes(world)).toHaveLength(60 + 2 + 60);
});

describe('undo', () => {
  it('of a follow spares special follows made since, and those who were followed before the job', async () => {
    const { world, people, engine } = await startSite();
    const [plain = 0, special = 0, old = 0] = people(3);
    world.follow(me, old);
    const { start, until, jobs } = engine();
    const { id } = await start('follow', [plain, special, old]);
    await until(id, 'done');
    world.setGroups(me, special, [-10]);
    const undo = await jobs.undo(id);
    expect(await until(undo?.id ?? 0, 'done')).toMatchObject({
      changed: [plain],
      skipped: { special: [special] },
    });
    expect(world.followingsOf(me).toSorted()).toEqual([special, old]);
  });

  it('of a block unblocks, of an unblock blocks', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(3);
    const { start, until, jobs } = engine();
    const { id } = await start('block', mids);
    await until(id, 'done');
    const undo = await jobs.undo(id);
    await until(undo?.id ?? 0, 'done');
    expect(world.blacksOf(me)).toEqual([]);
    const again = await jobs.undo(undo?.id ?? 0);
    await until(again?.id ?? 0, 'done');
    expect(world.blacksOf(me).toSorted()).toEqual(mids);
  });

  it('cannot be for removed fans, for what did nothing, or while the job is at work', async () => {
    const { world, people, engine } = await startSite();
    const [fan = 0, followed = 0, other = 0] = people(3);
    world.follow(fan, me);
    world.follow(me, followed);
    const { start, until, jobs, changed } = engine();
    const kick = await start('kick', [fan]);
    const nothing = await start('follow', [followed]);
    for (const { id } of [kick, nothing]) {
      await until(id, 'done');
      expect(await jobs.undo(id)).toBeUndefined();
    }
    world.faults.set('relation/modify', { kind: 'hang' });
    const { id } = await start('follow', [other]);
    await changed((job) => job.id === id && job.doubt !== undefined);
    expect(await jobs.undo(id)).toBeUndefined();
  });

  it('asked for twice at once is one job', async () => {
    const { world, people, engine } = await startSite();
    const { start, until, jobs } = engine();
    const { id } = await start('follow', people(2));
    await until(id, 'done');
    const [one, other] = await Promise.all([jobs.undo(id), jobs.undo(id)]);
    expect(one?.id).toBe(other?.id);
    await until(one?.id ?? 0, 'done');
    expect(await jobs.list(owner.chat)).toHaveLength(2);
    expect(repeated(writes(world))).toEqual([]);
  });

  it('of a job that was stopped takes in what nobody knows of, and the job cannot be resumed then', async () => {
    const { world, people, engine } = await startSite();
    const mids = people(2);
    for (const mid of mids) world.follow(me, mid);
    world.faults.set('relation/modify', { kind: 'code', code: -352 }, { skip: 1, times: 1 });
    const { start, until, jobs } = engine();
    const { id } = await start('unfollow', mids);
    const resting = await until(id, 'resting');
    expect(resting.doubt?.mids).toEqual([mids[1]]);
    world.unfollow(me, mids[1] ?? 0);
    expect(await jobs.undo(id)).toMatchObject({ todo: [mids[1], mids[0]] });
    expect(await jobs.resume(id)).toMatchObject({ state: 'resting' });
  });
});
