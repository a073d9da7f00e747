import { describe, expect, it } from 'vitest';
import { createPace, type Turn } from '../../src/api/pace.ts';
import { createTestClock } from '../support/clock.ts';
import { rejection } from './harness.ts';

const minute = 60_000;

/** A pace on a test clock, and a note of what started when, in ms since the start. */
function start(options: { egress?: { requests: number; per: number }; takes?: number } = {}) {
  const clock = createTestClock();
  const began = clock.now();
  const pace = createPace({ clock, spacing: { read: 1000, write: 4000 }, egress: options.egress });
  const started: string[] = [];
  const ask = (lane: string, kind: Turn['kind'], name: string, signal?: AbortSignal) =>
    pace.run({ lane, kind, endpoint: name, signal }, async (startedAt) => {
      started.push(`${name} ${startedAt - began}`);
      if (options.takes !== undefined) await clock.sleep(options.takes);
      return startedAt;
    });
  return { clock, began, pace, started, ask };
}

describe('a lane', () => {
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
    const failing = pace.run({ lane: '7', kind: 'read', endpoint: 'x' }, async () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    void ask('7', 'read', 'a');
    await clock.advance(1000);
    expect(started).toEqual(['a 1000']);
  });
});

describe('the budget of the address', () => {
  it('is shared by all lanes, and refills evenly', async () => {
    const { clock, started, ask } = start({ egress: { requests: 2, per: 10_000 } });
    for (const lane of ['1', '2', '3', '4']) void ask(lane, 'read', lane);
    await clock.advance(20_000);
    expect(started).toEqual(['1 0', '2 0', '3 5000', '4 10000']);
    void ask('5', 'read', '5');
    void ask('6', 'read', '6');
    await clock.advance(0);
    expect(started.slice(4)).toEqual(['5 20000', '6 20000']);
  });

  it('lets no long queue of one lane hold up another', async () => {
    const { clock, started, ask } = start({ egress: { requests: 1, per: 2000 } });
    for (let call = 1; call <= 50; call += 1) void ask('job', 'read', `job${call}`);
    await clock.advance(3000);
    void ask('chat', 'read', 'chat');
    await clock.advance(10_000);
    expect(started.findIndex((line) => line.startsWith('chat'))).toBeLessThanOrEqual(4);
  });

  it('costs a lane no time when the wait for it is given up', async () => {
    const { clock, started, ask } = start({ egress: { requests: 2, per: 20_000 } });
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
    const { clock, started, ask } = start({ egress: { requests: 1, per: 1000 } });
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
  it('a lane rests 5 minutes: calls fail at once, without a request', async () => {
    const { clock, began, pace, started, ask } = start();
    await ask('7', 'read', 'before');
    expect(pace.risk('7', -352, began)).toBe(began + 5 * minute);
    expect(await rejection(ask('7', 'read', 'a'))).toMatchObject({
      reason: 'risk',
      code: -352,
      endpoint: 'a',
      restUntil: began + 5 * minute,
    });
    await ask('8', 'read', 'other lane');
    await clock.advance(5 * minute);
    await ask('7', 'read', 'b');
    expect(started).toEqual(['before 0', 'other lane 0', `b ${5 * minute}`]);
  });

  it('those already waiting in the lane are turned away too', async () => {
    const { clock, began, pace, started, ask } = start();
    await ask('7', 'read', 'a');
    const waiting = ['b', 'c'].map((name) => rejection(ask('7', 'read', name)));
    pace.risk('7', -799, began);
    expect(await Promise.all(waiting)).toMatchObject([
      { reason: 'risk', endpoint: 'b' },
      { reason: 'risk', endpoint: 'c' },
    ]);
    await clock.advance(2000);
    expect(started).toEqual(['a 0']);
  });

  it('the rests double up to an hour, and are short again after a success', () => {
    const { began, pace } = start();
    const lengths: number[] = [];
    let now = began;
    const clock = { now: () => now, monotonic: () => now, sleep: async () => undefined };
    const other = createPace({ clock, spacing: { read: 0, write: 0 } });
    for (let time = 0; time < 6; time += 1) {
      const until = other.risk('7', -352, now);
      lengths.push((until - now) / minute);
      now = until;
    }
    other.success('7', now);
    lengths.push((other.risk('7', -352, now) - now) / minute);
    expect(lengths).toEqual([5, 10, 20, 40, 60, 60, 5]);
    expect(pace.risk('7', -352, began) - began).toBe(5 * minute);
  });

  it('only the first of several requests at once counts, and a late success ends nothing', async () => {
    const { clock, began, pace } = start();
    const until = pace.risk('7', -412, began);
    expect(pace.risk('8', -412, began)).toBe(until);
    pace.success('8', began);
    await clock.advance(5 * minute);
    expect(pace.risk('9', -412, clock.now()) - clock.now()).toBe(10 * minute);
  });

  it('-412 rests everyone', async () => {
    const { began, pace, ask } = start({ egress: { requests: 1, per: 60_000 } });
    await ask('7', 'read', 'a');
    pace.risk('7', -412, began);
    expect(await rejection(ask('8', 'read', 'b'))).toMatchObject({
      code: -412,
      restUntil: began + 5 * minute,
    });
  });

  it('who waits for the budget meanwhile is turned away when it comes', async () => {
    const { clock, began, pace, started, ask } = start({ egress: { requests: 1, per: 60_000 } });
    await ask('7', 'read', 'a');
    const waiting = rejection(ask('8', 'read', 'b'));
    await clock.advance(1000);
    pace.risk('7', -412, began);
    await clock.advance(minute);
    expect(await waiting).toMatchObject({ reason: 'risk', code: -412 });
    expect(started).toEqual(['a 0']);
  });
});
