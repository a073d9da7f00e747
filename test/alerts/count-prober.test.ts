import { describe, expect, it } from 'vitest';
import { type Counter, counters, watchManyWith } from './counters.ts';
import { told } from './sent-messages.ts';
import { chat, hour, me, minute, startSite } from './site.ts';

/** Eight accounts that are watched and probed, on a site with such counters. */
async function probed(counter: Counter) {
  const site = await startSite({ fans: 60 });
  const engine = await site.engine();
  const many = await watchManyWith({ ...site, watch: engine.watch }, counter);
  // Until the polls of all wait for their counts.
  await engine.pass(20 * minute);
  engine.sent.length = 0;
  engine.polls.length = 0;
  /** How long somebody who follows now waits to be told of, ms. */
  const delay = async (mid = me) => {
    const [fan = 0] = site.world.gainFans(mid, 1);
    const came = site.clock.now();
    for (let steps = 0; steps < 40 && !told(engine.sent).includes(fan); steps += 1) await engine.pass(minute);
    const message = engine.sent.find((one) => told([one]).includes(fan));
    return (message?.at ?? Number.POSITIVE_INFINITY) - came;
  };
  return Object.assign(engine, { ...site, ...many, delay });
}

describe('accounts of which the site tells the counts', () => {
  it('are polled a minute after their count moved, and else every half hour', async () => {
    const { delay, polls, pass, alerts, probes } = await probed(counters.true);
    expect(alerts.status().probe).toBe('trusted');
    expect(await delay()).toBeLessThanOrEqual(minute + 10_000);
    polls.length = 0;
    const before = probes();
    await pass(3 * hour);
    expect(polls.length).toBeGreaterThanOrEqual(8 * 6);
    expect(polls.length).toBeLessThanOrEqual(8 * 8);
    expect(probes() - before).toBeGreaterThanOrEqual(175);
    expect(probes() - before).toBeLessThanOrEqual(185);
  });

  it('are polled within half an hour when one comes and another leaves', async () => {
    const { world, sent, pass } = await probed(counters.true);
    const [leaver = 0] = world.fansOf(me).toReversed();
    const [fan] = world.gainFans(me, 1);
    world.unfollow(leaver, me);
    await pass(30 * minute + 10_000);
    expect(told(sent)).toEqual([fan]);
  });

  it('are probed through another login when one is lost, whose owner is told', async () => {
    const { world, sent, pass, delay, mids } = await probed(counters.true);
    world.expire(mids[1] ?? 0);
    await pass(hour);
    expect(sent.flatMap(({ notices }) => notices.map(({ kind }) => kind))).toEqual(['login']);
    expect(await delay()).toBeLessThanOrEqual(minute + 10_000);
  });
});

describe('counts that are of no use', () => {
  it.each(['stuck', 'late', 'lying', 'refused'] as const)(
    'delay nobody by more than half an hour: %s',
    async (way) => {
      const { delay } = await probed(counters[way]);
      for (let fans = 0; fans < 4; fans += 1) expect(await delay()).toBeLessThanOrEqual(30 * minute + 10_000);
    },
  );

  it.each([
    ['stuck', 30],
    ['lying', 0],
    ['refused', 0],
  ] as const)('are given up, and said to be: %s', async (way, fans) => {
    const { delay, pass, alerts, polls, mids } = await probed(counters[way]);
    for (let come = 0; come < fans && alerts.status().probe === 'trusted'; come += 1)
      await delay(mids[come % mids.length]);
    for (let hours = 0; hours < 3 && alerts.status().probe === 'trusted'; hours += 1) await pass(10 * minute);
    expect(alerts.status().probe).toBe('distrusted');
    expect(await delay()).toBeLessThanOrEqual(11 * minute);
    polls.length = 0;
    await pass(hour);
    expect(polls.length).toBeLessThanOrEqual(8 * 20);
  });

  it('are tried again, and used once they are right', async () => {
    let refused = true;
    const { pass, alerts, delay } = await probed((fans, now, mid) =>
      refused ? counters.refused(fans, now, mid) : fans,
    );
    expect(alerts.status().probe).toBe('distrusted');
    refused = false;
    await pass(2 * hour);
    expect(alerts.status().probe).toBe('trusted');
    expect(await delay()).toBeLessThanOrEqual(minute + 10_000);
  });

  it('cost no more polls than an account of its own would, also while they lie', async () => {
    const { pass, polls } = await probed(counters.lying);
    await pass(4 * hour);
    expect(polls.length / 8 / 4).toBeLessThanOrEqual(12);
  });
});

it('fewer than seven accounts are not probed', async () => {
  const site = await startSite({ fans: 5 });
  const { alerts, watch, pass } = await site.engine();
  for (const mid of [me, ...site.people(5)]) await watch({}, 7, mid);
  await pass(hour);
  expect(alerts.status().probe).toBe('unused');
  expect(site.world.requests.count('relation/stats')).toBe(0);
});

describe('accounts of several egress addresses', () => {
  it('are asked about apart, each way through its own logins', async () => {
    const site = await startSite({ fans: 60 });
    const egressOf = (mid: number) => (mid % 2 === 0 ? 'even' : 'odd');
    site.egressOf = egressOf;
    const engine = await site.engine();
    const { asked } = await watchManyWith({ ...site, watch: engine.watch }, counters.true, 16);
    await engine.pass(20 * minute);
    asked.length = 0;
    await engine.pass(5 * minute);
    expect(asked.length).toBeGreaterThanOrEqual(10);
    for (const { by, about } of asked) expect(new Set([by, ...about].map(egressOf)).size).toBe(1);
  });

  it('are polled by themselves where too few of an egress address are left', async () => {
    const site = await startSite({ fans: 60 });
    site.egressOf = (mid) => (mid === me ? 'alone' : 'together');
    const engine = await site.engine();
    const { mids, asked } = await watchManyWith({ ...site, watch: engine.watch }, counters.true);
    await engine.pass(20 * minute);
    engine.polls.length = 0;
    await engine.pass(hour);
    const about = new Set(asked.flatMap((request) => request.about));
    expect([about.has(me), about.size]).toEqual([false, 7]);
    // About a dozen of the one, two of each of the others.
    expect(engine.polls.length).toBeGreaterThanOrEqual(6 + 7 * 2);
    // With one fewer none of them is asked about any more.
    await engine.alerts.unsubscribe(chat, mids.find((mid) => mid !== me) ?? 0);
    engine.polls.length = 0;
    asked.length = 0;
    await engine.pass(hour);
    expect(asked).toEqual([]);
    expect(engine.alerts.status().probe).toBe('unused');
    expect(engine.polls.length).toBeGreaterThanOrEqual(7 * 6);
  });
});
