import { describe, expect, it } from 'vitest';
import type { CooldownRecords } from '../../src/api/cooldown.ts';
import type { SavedCooldown } from '../../src/api/index.ts';
import { createRequestScheduler, type TurnRequest } from '../../src/api/request-scheduler.ts';
import { createTestClock } from '../support/clock.ts';
import { rejection } from './harness.ts';

const minute = 60_000;

/** A pace on a test clock, and a note of what started when, in ms since the start. */
function start(
  options: { budget?: { requests: number; per: number }; takes?: number; records?: CooldownRecords } = {},
) {
  const clock = createTestClock();
  const began = clock.now();
  const start = clock.monotonic();
  const pace = createRequestScheduler({ clock, spacing: { read: 1000, write: 4000 }, ...options });
  const started: string[] = [];
  const ask = (queue: string, kind: TurnRequest['kind'], name: string, signal?: AbortSignal) =>
    pace.run({ queue, kind, endpoint: name, signal }, async ({ startedAt }) => {
      started.push(`${name} ${startedAt - start}`);
      if (options.takes !== undefined) await clock.sleep(options.takes);
      return startedAt;
    });
  return { clock, began, pace, started, ask };
}

describe('a request queue', () => {
  it('makes one request at a time, each a second after the end of the one before', async () => {
    const { clock, started, ask } = start({ takes: 300 });
    void ask('7', 'read', 'a');
    void ask('7', 'read', 'b');
    void ask('7', 'read', 'c');
    await clock.advance(5000);
    expect(started).toEqual(['a 0', 'b 1300', 'c 2600']);
  });

  it('spaces writes further, and lets reads pass a write that has to wait', async () => {
    const { clock, started, ask } = start();
    void ask('7', 'write', 'w1');
    void ask('7', 'write', 'w2');
    void ask('7', 'read', 'r1');
    await clock.advance(2500);
    void ask('7', 'read', 'r2');
    await clock.advance(10_000);
    expect(started).toEqual(['w1 0', 'r1 1000', 'r2 2500', 'w2 4000']);
  });

  it('lets no stream of reads keep a write waiting for ever', async () => {
    const { clock, started, ask } = start();
    void ask('7', 'write', 'w1');
    void ask('7', 'write', 'w2');
    for (let read = 1; read <= 20; read += 1) void ask('7', 'read', `r${read}`);
    await clock.advance(30_000);
    expect(started.indexOf('w2 4000')).toBe(4);
  });

  it('does not wait for another', async () => {
    const { clock, started, ask } = start({ takes: 500 });
    for (const name of ['a', 'b', 'c']) void ask('7', 'read', name);
    void ask('8', 'read', 'other');
    await clock.advance(0);
    expect(started).toEqual(['a 0', 'other 0']);
    await clock.advance(10_000);
  });

  it('loses no time over who gives up while waiting', async () => {
    const { clock, started, ask } = start();
    const stop = new AbortController();
    void ask('7', 'read', 'a');
    const given = rejection(ask('7', 'read', 'b', stop.signal));
    void ask('7', 'read', 'c');
    await clock.advance(500);
    stop.abort('left');
    expect(await given).toBe('left');
    await clock.advance(2000);
    expect(started).toEqual(['a 0', 'c 1000']);
    expect(clock.sleepers).toBe(0);
  });

  it('goes on after work that fails', async () => {
    const { clock, pace, started, ask } = start();
    const failing = pace.run({ queue: '7', kind: 'read', endpoint: 'x' }, async () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    void ask('7', 'read', 'a');
    await clock.advance(1000);
    expect(started).toEqual(['a 1000']);
  });
});

describe('the budget of the address', () => {
  it('is shared by all queues, and refills evenly', async () => {
    const { clock, started, ask } = start({ budget: { requests: 2, per: 10_000 } });
    for (const queue of ['1', '2', '3', '4']) void ask(queue, 'read', queue);
    await clock.advance(20_000);
    expect(started).toEqual(['1 0', '2 0', '3 5000', '4 10000']);
    void ask('5', 'read', '5');
    void ask('6', 'read', '6');
    await clock.advance(0);
    expect(started.slice(4)).toEqual(['5 20000', '6 20000']);
  });

  it('lets no long queue hold up another', async () => {
    const { clock, started, ask } = start({ budget: { requests: 1, per: 2000 } });
    for (let call = 1; call <= 50; call += 1) void ask('job', 'read', `job${call}`);
    await clock.advance(3000);
    void ask('chat', 'read', 'chat');
    await clock.advance(10_000);
    expect(started.findIndex((line) => line.startsWith('chat'))).toBeLessThanOrEqual(4);
  });

  it('costs a queue no time when the wait for it is given up', async () => {
    const { clock, started, ask } = start({ budget: { requests: 2, per: 20_000 } });
    const stop = new AbortController();
    void ask('1', 'read', 'a');
    void ask('2', 'read', 'b');
    const given = rejection(ask('3', 'read', 'c', stop.signal));
    await clock.advance(9_999);
    stop.abort('left');
    await given;
    void ask('3', 'read', 'd');
    await clock.advance(500);
    expect(started).toEqual(['a 0', 'b 0', 'd 10000']);
  });

  it('gets back what is given up', async () => {
    const { clock, started, ask } = start({ budget: { requests: 1, per: 1000 } });
    const stop = new AbortController();
    void ask('1', 'read', 'a');
    const given = rejection(ask('2', 'read', 'b', stop.signal));
    await clock.advance(0);
    stop.abort('left');
    await given;
    await clock.advance(1000);
    void ask('3', 'read', 'c');
    await clock.advance(0);
    expect(started).toEqual(['a 0', 'c 1000']);
  });
});

describe('after risk control', () => {
  it('a queue cools down for 5 minutes: calls fail at once, without a request', async () => {
    const { clock, began, pace, started, ask } = start();
    await ask('7', 'read', 'before');
    expect(pace.reportRisk('7', -352, 0)).toBe(began + 5 * minute);
    expect(await rejection(ask('7', 'read', 'a'))).toMatchObject({
      reason: 'risk',
      code: -352,
      endpoint: 'a',
      restUntil: began + 5 * minute,
    });
    await ask('8', 'read', 'other queue');
    await clock.advance(5 * minute);
    await ask('7', 'read', 'b');
    expect(started).toEqual(['before 0', 'other queue 0', `b ${5 * minute}`]);
  });

  it('those already waiting in the queue are turned away too', async () => {
    const { clock, pace, started, ask } = start();
    await ask('7', 'read', 'a');
    const waiting = ['b', 'c'].map((name) => rejection(ask('7', 'read', name)));
    pace.reportRisk('7', -799, 0);
    expect(await Promise.all(waiting)).toMatchObject([
      { reason: 'risk', endpoint: 'b' },
      { reason: 'risk', endpoint: 'c' },
    ]);
    await clock.advance(2000);
    expect(started).toEqual(['a 0']);
  });

  it('the cooldowns double up to an hour, and are short again after a success', () => {
    const { began, pace } = start();
    const lengths: number[] = [];
    let now = began;
    const clock = { now: () => now, monotonic: () => now, sleep: async () => undefined };
    const other = createRequestScheduler({ clock, spacing: { read: 0, write: 0 } });
    for (let time = 0; time < 6; time += 1) {
      const until = other.reportRisk('7', -352, now);
      lengths.push((until - now) / minute);
      now = until;
    }
    other.reportSuccess('7', now);
    lengths.push((other.reportRisk('7', -352, now) - now) / minute);
    expect(lengths).toEqual([5, 10, 20, 40, 60, 60, 5]);
    expect(pace.reportRisk('7', -352, 0) - began).toBe(5 * minute);
  });

  it('only the first of several requests at once counts, and a late success ends nothing', async () => {
    const { clock, pace } = start();
    const until = pace.reportRisk('7', -412, 0);
    expect(pace.reportRisk('8', -412, 0)).toBe(until);
    pace.reportSuccess('8', 0);
    await clock.advance(5 * minute);
    expect(pace.reportRisk('9', -412, clock.monotonic()) - clock.now()).toBe(10 * minute);
  });

  it('-412 cools everyone down', async () => {
    const { began, pace, ask } = start({ budget: { requests: 1, per: 60_000 } });
    await ask('7', 'read', 'a');
    pace.reportRisk('7', -412, 0);
    expect(await rejection(ask('8', 'read', 'b'))).toMatchObject({
      code: -412,
      restUntil: began + 5 * minute,
    });
  });

  it('who waits for the budget meanwhile is turned away when it comes', async () => {
    const { clock, pace, started, ask } = start({ budget: { requests: 1, per: 60_000 } });
    await ask('7', 'read', 'a');
    const waiting = rejection(ask('8', 'read', 'b'));
    await clock.advance(1000);
    pace.reportRisk('7', -412, 0);
    await clock.advance(minute);
    expect(await waiting).toMatchObject({ reason: 'risk', code: -412 });
    expect(started).toEqual(['a 0']);
  });
});

const hour = 60 * minute;

describe('a wall clock that is set', () => {
  it.each([
    ['back an hour', -hour],
    ['forward a day', 24 * hour],
  ])('%s makes no request wait longer, and none go sooner', async (_, shift) => {
    const { clock, started, ask } = start({ budget: { requests: 3, per: 30_000 } });
    for (const name of ['a', 'b']) void ask('7', 'read', name);
    void ask('8', 'read', 'c');
    await clock.advance(500);
    clock.shiftWall(shift);
    await clock.advance(500);
    void ask('7', 'write', 'd');
    await clock.advance(20_000);
    expect(started).toEqual(['a 0', 'c 0', 'b 1000', 'd 10000']);
  });

  it.each([
    ['back an hour', -hour],
    ['forward a day', 24 * hour],
  ])('%s leaves a cooldown as long as it is, and its end is told by the new time', async (_, shift) => {
    const { clock, pace, ask } = start();
    await ask('7', 'read', 'a');
    pace.reportRisk('7', -352, 0);
    await clock.advance(minute);
    clock.shiftWall(shift);
    expect(await rejection(ask('7', 'read', 'b'))).toMatchObject({ restUntil: clock.now() + 4 * minute });
    await clock.advance(4 * minute - 1);
    expect(pace.activeCooldowns().queues).toBe(1);
    await clock.advance(1);
    expect(pace.activeCooldowns().queues).toBe(0);
    await ask('7', 'read', 'c');
  });
});

it('the end of a cooldown is told in whole milliseconds, whatever fractions the clock has', async () => {
  const clock = { now: () => 1000, monotonic: () => 0.123456, sleep: async () => undefined };
  const saved = new Map<string, SavedCooldown>();
  const records = {
    saved,
    save: (key: string, cooldown?: SavedCooldown) => void (cooldown && saved.set(key, cooldown)),
  };
  const pace = createRequestScheduler({ clock, spacing: { read: 0, write: 0 }, records });
  const until = pace.reportRisk('7', -352, 0.1);
  const error = await rejection(pace.run({ queue: '7', kind: 'read', endpoint: 'x' }, async () => undefined));
  expect([until, saved.get('7')?.until]).toSatisfy((times: number[]) => times.every(Number.isInteger));
  expect(error).toSatisfy(({ restUntil }: { restUntil: number }) => Number.isInteger(restUntil));
});

describe('over a restart', () => {
  /** Records as a store keeps them. */
  function createRecords() {
    const saved = new Map<string, SavedCooldown>();
    const save: CooldownRecords['save'] = (key, cooldown) =>
      cooldown === undefined ? saved.delete(key) : saved.set(key, cooldown);
    return { saved, save };
  }

  it('a cooldown goes on, and the next is twice as long', async () => {
    const records = createRecords();
    const before = start({ records });
    await before.ask('7', 'read', 'a');
    before.pace.reportRisk('7', -352, 0);
    before.pace.reportRisk('7', -412, 0);
    expect([...records.saved.keys()]).toEqual(['7', 'address']);

    const { clock, began, pace, ask } = start({ records });
    const restUntil = began + 5 * minute;
    expect(await rejection(ask('7', 'read', 'b'))).toMatchObject({ code: -412, restUntil });
    expect(await rejection(ask('8', 'read', 'c'))).toMatchObject({ code: -412, restUntil });
    await clock.advance(5 * minute);
    await ask('7', 'read', 'd');
    expect(pace.reportRisk('7', -352, clock.monotonic()) - clock.now()).toBe(10 * minute);
  });

  it('one that a call has ended is forgotten', async () => {
    const records = createRecords();
    const { clock, pace } = start({ records });
    pace.reportRisk('7', -352, 0);
    await clock.advance(5 * minute);
    pace.reportSuccess('7', clock.monotonic());
    expect(records.saved.size).toBe(0);
    pace.reportRisk('7', -412, clock.monotonic());
    expect([...records.saved.keys()]).toEqual(['address']);
    await clock.advance(5 * minute);
    pace.reportSuccess('8', clock.monotonic());
    expect(records.saved.size).toBe(0);
  });

  it('lasts an hour at most, however far the wall clock was set back', async () => {
    const records = createRecords();
    records.saved.set('7', { until: Date.UTC(2030, 0, 1), length: 5 * minute, code: -352 });
    const { began, ask } = start({ records });
    expect(await rejection(ask('7', 'read', 'a'))).toMatchObject({ restUntil: began + hour });
  });

  it('keeps none of a queue that is made for one login, whose name may be a secret', () => {
    const records = createRecords();
    const { pace } = start({ records });
    pace.reportRisk('qr 8587cf81', -352, 0);
    pace.reportRisk('login 1', -352, 0);
    expect(records.saved.size).toBe(0);
  });
});

describe('ten thousand request queues', () => {
  /** How often the time is asked for when one more queue comes. */
  async function costOfOneMore(queues: number): Promise<number> {
    let asked = 0;
    const clock = {
      now: () => 0,
      monotonic() {
        asked += 1;
        return asked;
      },
      sleep: async () => undefined,
    };
    const pace = createRequestScheduler({ clock, spacing: { read: 1e9, write: 1e9 } });
    const ask = (queue: string) => pace.run({ queue, kind: 'read', endpoint: 'x' }, async () => undefined);
    for (let queue = 0; queue < queues; queue += 1) await ask(String(queue));
    const before = asked;
    await ask('one more');
    return asked - before;
  }

  it('make one more cost no more than ten do', async () => {
    expect(await costOfOneMore(10_000)).toBe(await costOfOneMore(10));
  });

  it('are forgotten when nothing is to be remembered of them: coming again is coming anew', async () => {
    const made: string[] = [];
    const saved = new Map<string, SavedCooldown>();
    saved.get = (key: string) => {
      made.push(key);
      return undefined;
    };
    const { clock, pace } = start({ records: { saved, save: () => undefined } });
    const ask = (queue: string) => pace.run({ queue, kind: 'read', endpoint: 'x' }, async () => undefined);
    await ask('71');
    pace.reportRisk('72', -352, 0);
    await clock.advance(5 * minute);
    for (let queue = 0; queue < 5; queue += 1) await ask(String(queue));
    await ask('71');
    await ask('72');
    expect(made.filter((key) => key === '71')).toHaveLength(2);
    expect(made.filter((key) => key === '72')).toHaveLength(1);
  });
});

describe('a cooldown of another process', () => {
  const kept = (clock: { now(): number }) => ({
    until: clock.now() + 5 * minute,
    length: 5 * minute,
    code: -412,
  });

  it('of the address keeps everybody from asking, also who waits, until it is over', async () => {
    const { clock, pace, ask } = start();
    await ask('7', 'read', 'a');
    const waiting = rejection(ask('7', 'read', 'b'));
    pace.adopt('address', kept(clock));
    expect(await waiting).toMatchObject({ reason: 'risk', code: -412 });
    expect(await rejection(ask('8', 'read', 'c'))).toMatchObject({ reason: 'risk' });
    await clock.advance(6 * minute);
    await ask('8', 'read', 'd');
  });

  it('of one login keeps that one from asking, and may be ended', async () => {
    const { clock, pace, ask } = start();
    await ask('7', 'read', 'a');
    pace.adopt('7', kept(clock));
    expect(await rejection(ask('7', 'read', 'b'))).toMatchObject({ reason: 'risk' });
    await ask('8', 'read', 'c');
    pace.adopt('7', undefined);
    const after = ask('7', 'read', 'd');
    await clock.advance(2000);
    await after;
  });

  it('of another address is not this one’s', async () => {
    const { clock, pace, ask } = start();
    pace.adopt('address:other', kept(clock));
    await ask('7', 'read', 'a');
  });
});
