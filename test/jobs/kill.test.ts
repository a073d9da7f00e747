import { describe, expect, it } from 'vitest';
import type { JobAction } from '../../src/jobs/index.ts';
import { killAtEachMoment, lifeUntil, me, owner, repeated, type Site, startSite, writes } from './site.ts';

/** What is done in the program's life, so that it can be killed at every moment of it. */
interface Scene {
  action: JobAction;
  /** Makes the people, and how things stand before. */
  set(site: Site): number[];
  /** How things stand afterwards. */
  check(site: Site, mids: readonly number[]): void;
}

const scenes: Scene[] = [
  {
    action: 'unfollow',
    set({ world, people }) {
      const mids = people(3);
      for (const mid of mids) world.follow(me, mid);
      world.setGroups(me, mids[1] ?? 0, [world.createGroup(me, '一')]);
      return mids;
    },
    check: ({ world }) => expect(world.followingsOf(me)).toEqual([]),
  },
  {
    action: 'block',
    set: ({ people }) => people(3),
    check: ({ world }, mids) => expect(world.blacksOf(me).toSorted()).toEqual(mids),
  },
  {
    action: 'kick',
    set({ world, people }) {
      const mids = people(2);
      for (const mid of mids) world.follow(mid, me);
      return mids;
    },
    check: ({ world }) => expect(world.fansOf(me)).toEqual([]),
  },
];

describe('a program killed at any moment repeats nothing that the site has done', () => {
  it.each(scenes)('$action', async ({ action, set, check }) => {
    const moments = await killAtEachMoment(async (site) => {
      const mids = set(site);
      return {
        plan: await site.plan(action, mids),
        check(done) {
          expect(done.changed).toEqual(mids);
          expect(repeated(writes(site.world))).toEqual([]);
          check(site, mids);
        },
      };
    });
    expect(moments).toBeGreaterThan(9);
  });

  it('follow with groups, where one fails', async () => {
    const moments = await killAtEachMoment(async (site) => {
      const { world } = site;
      const [a = 0, shy = 0, c = 0] = site.people(3);
      world.change(shy, { refusesFollows: true });
      const group = world.createGroup(me, '一');
      return {
        plan: await site.plan('follow', [{ mid: a, groups: [group] }, shy, { mid: c, groups: [-10] }]),
        check(done) {
          expect(done).toMatchObject({ changed: [a, c], failures: [{ mid: shy, why: 'refusedByThem' }] });
          expect(world.relationOf(me, a).tag).toEqual([group]);
          expect(world.relationOf(me, c).tag).toEqual([-10]);
          expect(world.requests.count('tags/addUsers')).toBe(2);
          expect(repeated(writes(world)).filter((one) => one !== `1:${shy}`)).toEqual([]);
        },
      };
    });
    expect(moments).toBeGreaterThan(9);
  });

  it('undo: there is one job for it, or it can still be asked for', async () => {
    let moment = 1;
    for (let over = true; over; moment += 1) {
      const site = await startSite();
      const { world } = site;
      const mids = site.people(2);
      const ready = site.engine();
      const { id } = await ready.start('follow', mids);
      await ready.until(id, 'done');
      const life = lifeUntil(moment);
      const first = site.engine(life);
      await Promise.race([life.ended, first.jobs.undo(id).then((job) => first.until(job?.id ?? 0, 'done'))]);
      over = life.over;
      const second = site.engine();
      await second.jobs.recover();
      const undo = await second.jobs.undo(id);
      await second.until(undo?.id ?? 0, 'done');
      for (const job of await second.jobs.list(owner.chat)) await second.until(job.id, 'done');
      expect(world.followingsOf(me)).toEqual([]);
      expect(repeated(writes(world))).toEqual([]);
      expect(await second.jobs.undo(id)).toMatchObject({ id: undo?.id });
    }
    expect(moment).toBeGreaterThan(10);
  });
});

describe('a program that stops', () => {
  it('does not go on at the next start for whoever may not use the bot any more, until they may', async () => {
    const { world, people, engine, plan } = await startSite();
    const [a = 0] = people(1);
    world.faults.set('relation/modify', { kind: 'hang' }, { times: 1 });
    const { jobs, changed } = engine();
    const { id } = await jobs.start(await plan('follow', [a]), owner);
    await changed(({ doubt }) => doubt !== undefined);
    await jobs.shutdown();
    world.faults.clear();
    world.requests.clear();

    const without = engine();
    await without.jobs.recover((user) => user !== owner.user);
    expect((await without.jobs.get(id))?.state).toBe('stopped');
    await without.jobs.shutdown();
    expect(writes(world)).toEqual([]);

    const next = engine();
    await next.jobs.recover();
    await next.jobs.resume(id);
    await next.until(id, 'done');
    expect(world.followingsOf(me)).toEqual([a]);
  });

  it('goes on at the next start with what was at work before what was queued', async () => {
    const { world, people, engine, plan } = await startSite();
    const [a = 0, b = 0] = people(2);
    world.faults.set('relation/modify', { kind: 'hang' }, { times: 1 });
    const plans = [await plan('follow', [a]), await plan('follow', [b])];
    const { jobs, changed } = engine();
    const started = [];
    for (const planned of plans) started.push(await jobs.start(planned, owner));
    await changed(({ doubt }) => doubt !== undefined);
    await jobs.shutdown();
    const [first = 0, second = 0] = started.map(({ id }) => id);
    expect((await jobs.get(first))?.state).toBe('running');
    expect((await jobs.get(second))?.state).toBe('queued');

    world.faults.clear();
    const next = engine();
    await next.jobs.recover();
    await next.until(second, 'done');
    expect((await next.jobs.get(first))?.state).toBe('done');
    expect(world.followingsOf(me).toSorted()).toEqual([a, b]);
  });

  it('leaves what was stopped, rests or failed to its user', async () => {
    const { world, people, engine } = await startSite();
    const { start, until, jobs } = engine();
    world.faults.set('relation/modify', { kind: 'code', code: -352 });
    const { id } = await start('follow', people(1));
    await until(id, 'resting');
    const next = engine();
    await next.jobs.recover();
    const resting = await next.jobs.get(id);
    expect(resting).toMatchObject({ state: 'resting' });
    // What nobody was told is announced, once it was told no more.
    expect(next.changes).toEqual([resting]);
    if (resting) await next.jobs.markTold(resting);
    const last = engine();
    await last.jobs.recover();
    expect(last.changes).toEqual([]);
    expect((await jobs.stop(id))?.state).toBe('resting');
  });

  it('forgets jobs that ended thirty days ago', async () => {
    const { clock, people, engine } = await startSite();
    const { start, until, jobs } = engine();
    const { id } = await start('follow', people(1));
    await until(id, 'done');
    await clock.advance(30 * 86_400_000);
    await jobs.recover();
    expect(await jobs.get(id)).toBeDefined();
    await clock.advance(1);
    await jobs.recover();
    expect(await jobs.get(id)).toBeUndefined();
  });
});
