import { describe, expect, it } from 'vitest';
import { told } from './sent-messages.ts';
import { chat, day, hour, me, minute, startSite, watched } from './site.ts';

describe.each([
  ['back an hour', -hour],
  ['back a year', -365 * day],
  ['forward a day', day],
])('the wall clock is set %s', (_, shift) => {
  it('and fans are polled for and told of as before', async () => {
    const { world, clock, pass, sent, polls } = await watched({ fans: 5 });
    clock.shiftWall(shift);
    const before = polls.length;
    const [fan = 0] = world.gainFans(me, 1);
    await pass(15 * minute);
    expect(polls.length).toBeGreaterThan(before);
    expect(told(sent)).toEqual([fan]);
    expect(sent.map(({ away }) => away)).toEqual([undefined]);
  });

  it.each([
    ['what failed is tried again when it was to be', { kind: 'later' }],
    ['a chat that was to wait a minute waits no longer', { kind: 'retryAfter', seconds: 60 }],
  ] as const)('and %s', async (_, answer) => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent } = await site.engine();
    await watch();
    sent.length = 0;
    site.answer = () => answer;
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    site.clock.shiftWall(shift);
    site.answer = () => ({ kind: 'sent' });
    await pass(2 * minute);
    expect(told(sent)).toEqual([fan]);
  });

  it('and a rest after a risk answer lasts no longer than it was to', async () => {
    const { world, clock, poll, pass, polls } = await watched({ fans: 5 });
    world.faults.set('relation/followers', { kind: 'code', code: -352 }, { times: 1 });
    await poll();
    clock.shiftWall(shift);
    await pass(30 * minute);
    expect(polls.slice(-1)).not.toContainEqual(expect.objectContaining({ kind: 'resting' }));
  });

  it('and check now says how long to wait', async () => {
    const { alerts, clock, settled } = await watched({ fans: 5 });
    await clock.advance(minute);
    const first = alerts.pollNow(me);
    await settled();
    await first;
    clock.shiftWall(shift);
    expect(await alerts.pollNow(me)).toEqual({ kind: 'tooSoon', until: clock.now() + 30_000 });
    expect((await alerts.subscription(chat, me))?.nextPollAt).toBeLessThan(clock.now() + hour);
    expect((await alerts.subscription(chat, me))?.nextPollAt).toBeGreaterThan(clock.now());
  });
});

it('a program that starts after the clock went back waits for no time that is yet to come again', async () => {
  const site = await startSite({ fans: 5 });
  const first = await site.engine();
  await first.watch();
  await first.alerts.stop();
  site.clock.shiftWall(-20 * hour);
  const second = await site.engine();
  const [fan = 0] = site.world.gainFans(me, 1);
  await second.pass(10 * minute);
  expect(told(second.sent)).toEqual([fan]);
});
