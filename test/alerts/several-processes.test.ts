import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { told } from './sent-messages.ts';
import { interval, me, minute, startSite } from './site.ts';

/** One process that tells and polls nobody, and one that polls whom it is given. */
async function pair() {
  const site = await startSite({ fans: 3 });
  const front = await site.engine({ share: { has: () => false } });
  const share = new Set([me]);
  const watcher = await site.engine({ share });
  await front.watch();
  await watcher.alerts.recordChanged(me);
  await watcher.pass(minute);
  watcher.sent.length = 0;
  return { site, front, watcher, share };
}

describe('of several processes on one store', () => {
  it('one polls only its share, and at once whom somebody has just begun to watch', async () => {
    const { front, watcher } = await pair();
    expect(watcher.polls).toMatchObject([{ kind: 'good', first: true }]);
    await front.pass(2 * interval);
    expect(front.polls).toEqual([]);
    expect(watcher.polls.length).toBeGreaterThan(1);
  });

  it('one that learns late that an account is its own polls it at once when a chat waits for that', async () => {
    const { site } = await pair();
    const share = new Set<number>();
    const late = await site.engine({ share });
    const [mid = 0] = site.people(1);
    await late.watch({}, 8, mid);
    expect(late.polls).toEqual([]);
    share.add(mid);
    await late.alerts.shareChanged();
    await late.pass(1000);
    expect(late.polls).toMatchObject([{ kind: 'good', first: true }]);
  });

  it('one tells of whom another has found, once it hears that the record has changed', async () => {
    const { site, front, watcher } = await pair();
    await front.alerts.recordChanged(me);
    await front.settled();
    front.sent.length = 0;
    // Only the first of the two that this test runs is to tell.
    site.answer = () => ({ kind: 'later' });
    const [fan = 0] = site.world.gainFans(me, 1);
    await watcher.poll();
    site.answer = () => ({ kind: 'sent' });
    await front.alerts.recordChanged(me);
    await front.pass(1000);
    expect(told(front.sent)).toEqual([fan]);
  });

  it('one that gives an account away waits for its poll to end, and polls it no more', async () => {
    const { site, watcher, share } = await pair();
    const reached = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const { get } = site.records;
    site.records.get = async (key) => {
      reached.resolve();
      await held.promise;
      return get(key);
    };
    site.world.gainFans(me, 1);
    const poll = watcher.alerts.pollNow(me);
    await reached.promise;
    share.clear();
    let isGiven = false;
    const given = watcher.alerts.shareChanged().then(() => {
      isGiven = true;
    });
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(isGiven).toBe(false);
    site.records.get = get;
    held.resolve();
    await Promise.all([poll, given]);
    const { length } = watcher.polls;
    await watcher.pass(3 * interval);
    expect(watcher.polls).toHaveLength(length);
    share.add(me);
    await watcher.alerts.shareChanged();
    await watcher.pass(2 * interval);
    expect(watcher.polls.length).toBeGreaterThan(length);
  });

  it('what was read before another polled changes nothing, and makes nobody known', async () => {
    const { site, front, watcher } = await pair();
    await front.alerts.recordChanged(me);
    await front.pass(minute);
    const { get } = site.records;
    let others: number[] = [];
    site.records.get = async (key) => {
      site.records.get = get;
      const before = await get(key);
      others = site.world.gainFans(me, 2);
      await watcher.poll();
      return before;
    };
    const [fan = 0] = site.world.gainFans(me, 1);
    expect(await front.alerts.pollNow(me)).toMatchObject({ kind: 'good', fans: 0 });
    const record = await site.records.get(String(me));
    expect(record?.total).toBe(6);
    expect(record?.known.map(([mid]) => mid)).toEqual(expect.arrayContaining([fan, ...others]));
  });
});
