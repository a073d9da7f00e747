import { expect, it } from 'vitest';
import { createJobForecasts, plannedCheck } from '../../src/jobs/index.ts';
import { createDormancyChecks } from '../../src/people/dormancy-check-store.ts';
import { killAtEachMoment, me, owner, startSite } from './site.ts';

it('looks at everybody once, counts nothing against the day, and writes nothing to the site', async () => {
  const site = await startSite({ daily: 0 });
  const mids = site.people(5);
  site.world.change(mids[0] ?? 0, { banned: true });
  const { jobs, until } = site.engine();
  const { id } = await jobs.start(plannedCheck(mids), owner);
  expect((await until(id, 'done')).changed).toEqual(mids);
  const known = await createDormancyChecks(site.store.personChecks).of(me);
  expect([...known.keys()].sort()).toEqual(mids);
  expect(known.get(mids[0] ?? 0)).toMatchObject({ banned: true });
  expect(site.world.requests.all().filter(({ method }) => method === 'POST')).toEqual([]);
  const again = await jobs.start(plannedCheck(mids), owner);
  expect((await until(again.id, 'done')).found).toEqual(mids);
  expect(site.world.requests.count('web-interface/card')).toBe(5);
});

it('killed at any moment, it goes on, and asks at most once more for one person', async () => {
  const moments = await killAtEachMoment(async (site) => {
    const mids = site.people(3);
    return {
      plan: plannedCheck(mids),
      async check(done) {
        expect([...done.changed, ...done.found].sort()).toEqual(mids);
        expect(site.world.requests.count('web-interface/card')).toBeLessThanOrEqual(mids.length + 1);
        expect((await createDormancyChecks(site.store.personChecks).of(me)).size).toBe(3);
      },
    };
  });
  expect(moments).toBeGreaterThan(7);
});

it('goes on beside a job that changes relations', async () => {
  const site = await startSite({ writeSpacing: 1000 });
  const [a = 0, b = 0, c = 0] = site.people(3);
  const { jobs, start, until, passing } = site.engine();
  const follow = await start('follow', [a]);
  const check = await jobs.start(plannedCheck([b, c]), owner);
  await passing(Promise.all([until(follow.id, 'done'), until(check.id, 'done')]));
});

it('keeps those for whom it did not work apart, to be tried again', async () => {
  const site = await startSite();
  const mids = site.people(2);
  site.world.faults.set('web-interface/card', { kind: 'code', code: -403 }, { times: 1 });
  const { jobs, until } = site.engine();
  const { id } = await jobs.start(plannedCheck(mids), owner);
  const done = await until(id, 'done');
  expect(done.failures.map(({ mid }) => mid)).toEqual([mids[0]]);
  const retried = await jobs.retryFailed(id);
  expect((await until(retried?.id ?? 0, 'done')).changed).toEqual([mids[0]]);
});

it('takes two requests a person at the most, which is how long it is said to take', async () => {
  const quota = { daily: 0, left: async () => 0, renewsAt: () => 0 };
  const forecastOf = createJobForecasts({ quota, pace: { read: 1000, write: 4000 }, now: () => 0 });
  const { milliseconds, nights } = await forecastOf({ mid: me, action: 'check', count: 750 });
  expect(milliseconds).toBe(750 * 2 * 1250);
  expect(nights).toBe(0);
});
