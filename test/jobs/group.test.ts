import { describe, expect, it } from 'vitest';
import { type Job, type JobRequest, readAndPlan } from '../../src/jobs/index.ts';
import { killAtEachMoment, me, owner, type Site, startSite } from './site.ts';

type Shift = NonNullable<JobRequest['shift']>;

/** A plan for a change of groups as people are now. */
function planOf(site: Site, shift: Shift, mids: readonly number[]) {
  const people = mids.map((mid) => ({ mid }));
  return readAndPlan(site.session, { action: 'group', shift, people });
}

async function finish(site: Site, shift: Shift, mids: readonly number[]): Promise<Job> {
  const { jobs, until } = site.engine();
  const { id } = await jobs.start(await planOf(site, shift, mids), owner);
  return until(id, 'done', 'failed');
}

function followed({ world, people }: Site, count: number): number[] {
  const mids = people(count);
  for (const mid of mids) world.follow(me, mid);
  return mids;
}

describe('putting many into groups', () => {
  it('goes by fifty, and takes nothing from the quota of the day', async () => {
    const site = await startSite({ daily: 0 });
    const { world } = site;
    const mids = followed(site, 120);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    const plan = await planOf(site, { to: one }, mids);
    expect(plan.steps.map((step) => step.length)).toEqual([50, 50, 20]);
    expect((await finish(site, { to: one }, mids)).changed).toEqual(mids);
    expect((await finish(site, { from: one, to: two }, mids)).changed).toEqual(mids);
    const sizes = (path: string) => world.requests.to(path).map(({ form }) => form.fids?.split(',').length);
    expect(sizes('tags/copyUsers')).toEqual([50, 50, 20]);
    expect(sizes('tags/moveUsers')).toEqual([50, 50, 20]);
    expect(world.groupMembers(me, one)).toEqual([]);
    expect(world.groupMembers(me, two).toSorted()).toEqual(mids);
  });

  it('takes out of a group and keeps the others of each', async () => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 60);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    for (const [at, mid] of mids.entries())
      world.setGroups(me, mid, [[one], [one, two], [-10, one], [two]][at % 4] ?? []);
    const job = await finish(site, { from: one }, mids);
    expect(job.changed).toHaveLength(45);
    expect(job.skipped.already).toHaveLength(15);
    for (const [at, mid] of mids.entries())
      expect(world.relationOf(me, mid).tag, `${at}`).toEqual([null, [two], [-10], [two]][at % 4]);
  });

  it('leaves out who is not followed, before the start and since', async () => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 60);
    const [stranger = 0] = site.people(1);
    const one = world.createGroup(me, '一');
    const plan = await planOf(site, { to: one }, [...mids, stranger, me]);
    expect(plan.skipped).toMatchObject({ notFollowed: [stranger], self: [me] });
    world.unfollow(me, mids[55] ?? 0);
    const { jobs, until } = site.engine();
    const job = await until((await jobs.start(plan, owner)).id, 'done');
    expect(job.skipped.notFollowed).toEqual([stranger, mids[55]]);
    expect(world.groupMembers(me, one)).toHaveLength(59);
  });

  it('asks one by one when the site refuses fifty for one of them', async () => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 3);
    const one = world.createGroup(me, '一');
    world.faults.set('tags/copyUsers', { kind: 'code', code: 22105 }, { times: 2 });
    const job = await finish(site, { to: one }, mids);
    expect(job.failures).toEqual([{ mid: mids[0], why: 'notFollowed' }]);
    expect(job.changed).toEqual(mids.slice(1));
  });

  it('stands when the group is gone, and goes on nowhere else', async () => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 60);
    const one = world.createGroup(me, '一');
    const plan = await planOf(site, { to: one }, mids);
    world.deleteGroup(me, one);
    const { jobs, until } = site.engine();
    const job = await until((await jobs.start(plan, owner)).id, 'failed');
    expect(job).toMatchObject({ why: 'groupMissing', changed: [] });
    expect(world.requests.count('tags/copyUsers')).toBe(1);
  });

  it.each(['lost', 'cut'] as const)('reads what became of fifty when the answer is %s', async (kind) => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 60);
    const one = world.createGroup(me, '一');
    world.faults.set('tags/copyUsers', { kind }, { times: 1 });
    const job = await finish(site, { to: one }, mids);
    expect(job.failures).toHaveLength(kind === 'lost' ? 0 : 50);
    expect(world.groupMembers(me, one)).toHaveLength(kind === 'lost' ? 60 : 10);
    expect(world.requests.count('tags/copyUsers')).toBe(2);
  });

  it('can be tried again for those who failed', async () => {
    const site = await startSite();
    const { world } = site;
    const mids = followed(site, 60);
    const one = world.createGroup(me, '一');
    world.faults.set('tags/copyUsers', { kind: 'cut' }, { times: 1 });
    const { jobs, until } = site.engine();
    const { id } = await jobs.start(await planOf(site, { to: one }, mids), owner);
    await until(id, 'done');
    const retry = await jobs.retryFailed(id);
    await until(retry?.id ?? 0, 'done');
    expect(world.groupMembers(me, one).toSorted()).toEqual(mids);
    expect(await jobs.undo(id)).toBeUndefined();
  });
});

describe('a program killed at any moment while it puts people into groups', () => {
  it.each<[string, (one: number, two: number) => Shift]>([
    ['copy', (_, two) => ({ to: two })],
    ['move', (one, two) => ({ from: one, to: two })],
    ['remove', (one) => ({ from: one })],
    ['move from anywhere', (_, two) => ({ from: 'all', to: two })],
  ])('%s: ends with everybody where they shall be', async (_, shiftOf) => {
    const moments = await killAtEachMoment(async (site) => {
      const { world } = site;
      const mids = followed(site, 52);
      const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
      world.setGroups(me, mids, [one]);
      world.setGroups(me, mids.slice(0, 2), [-10, one]);
      const shift = shiftOf(one, two);
      return {
        plan: await planOf(site, shift, mids),
        check(done) {
          expect([...done.changed, ...done.found].toSorted()).toEqual(mids);
          const rest = shift.from === undefined ? [one] : [];
          const want = [...rest, ...(shift.to === undefined ? [] : [two])];
          for (const [at, mid] of mids.entries())
            expect(new Set(world.relationOf(me, mid).tag ?? [])).toEqual(
              new Set([...(at < 2 ? [-10] : []), ...want]),
            );
        },
      };
    });
    expect(moments).toBeGreaterThan(7);
  });
});
