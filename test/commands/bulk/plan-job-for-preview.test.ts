import { expect, it } from 'vitest';
import { addNamesToPlan } from '../../../src/commands/bulk/plan-job-for-preview.ts';
import { arrival, type Site, startSite } from '../../jobs/site.ts';

/** Planned work for so many people whose names are not known, and the session to read them through. */
async function work(count: number) {
  const site = await startSite();
  const mids = site.people(count);
  const { signal } = new AbortController();
  return { ...site, mids, signal, planned: await site.plan('follow', mids) };
}

const asked = ({ world }: Pick<Site, 'world'>) => world.requests.count('user/cards');

it('names are read fifty a request, only of those who are wanted and not known yet', async () => {
  const site = await work(120);
  const { session, mids, planned, signal } = site;
  const some = await addNamesToPlan(session, planned, mids.slice(0, 60), signal);
  expect(Object.keys(some.names)).toHaveLength(60);
  expect(asked(site)).toBe(2);
  expect(await addNamesToPlan(session, some, mids.slice(0, 60), signal)).toEqual(some);
  expect(asked(site)).toBe(2);
  const more = await addNamesToPlan(session, some, mids.slice(40, 80), signal);
  expect(Object.keys(more.names)).toHaveLength(80);
  expect(site.world.requests.to('user/cards').at(-1)?.query.uids?.split(',')).toHaveLength(20);
});

it('an answer that does not come is not waited for longer than a moment', async () => {
  const { world, session, mids, planned, signal } = await work(2);
  world.faults.set('user/cards', { kind: 'hang' });
  expect(await addNamesToPlan(session, planned, mids, signal, 20)).toEqual(planned);
});

it('a user who cancels while names are read gets no preview', async () => {
  const { world, session, mids, planned } = await work(2);
  world.faults.set('user/cards', { kind: 'hang' });
  const user = new AbortController();
  const arrived = arrival(world, 'user/cards');
  const reading = addNamesToPlan(session, planned, mids, user.signal);
  await arrived;
  const reason = new Error('cancelled');
  user.abort(reason);
  await expect(reading).rejects.toBe(reason);
});

it('at most 2000 names are kept, each cut, and those of the people shown are among them', async () => {
  const { session, mids, planned, signal } = await work(1);
  const many = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [10_000 + index, `n${index}`]));
  const family = '👨‍👩‍👧‍👦'.repeat(300);
  const { names } = await addNamesToPlan(
    session,
    { ...planned, names: { 3: family, ...many } },
    mids,
    signal,
  );
  expect(Object.keys(names)).toHaveLength(2000);
  expect(names[mids[0] ?? 0]).toBe('someone 1');
  expect(names[3]?.length).toBeLessThanOrEqual(200);
});
