import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { createTestClock, holdTimeUntil } from './support/clock.ts';

describe.each([
  ['the clock of the machine', () => systemClock],
  ['the clock of the tests', () => createTestClock()],
] as const)('%s', (_, create) => {
  test('rejects a sleep with the reason of an abort, before or during it, and leaves no listener behind', async () => {
    const clock = create();
    const reason = new Error('stopped');
    await expect(clock.sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const sleep = clock.sleep(60_000, stop.signal);
    stop.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});

test('the clock of the machine wakes a sleeper when its time has come, and takes its listener away', async () => {
  const { signal } = new AbortController();
  const before = systemClock.now();
  await systemClock.sleep(5, signal);
  expect(systemClock.now() - before).toBeGreaterThanOrEqual(4);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a sleep longer than any timer of the machine does not end at once', async () => {
  const stop = new AbortController();
  const sleep = systemClock.sleep(1e15, stop.signal).catch(() => 'stopped');
  await systemClock.sleep(20);
  stop.abort();
  expect(await sleep).toBe('stopped');
});

test('the clock of the tests wakes sleepers in the order of their times, at those times', async () => {
  const clock = createTestClock(1000);
  const woken: [string, number][] = [];
  const sleeper = async (name: string, ...naps: number[]) => {
    for (const nap of naps) {
      await clock.sleep(nap);
      woken.push([name, clock.now()]);
    }
  };
  const all = [sleeper('slow', 300), sleeper('quick', 100, 100, 100), sleeper('never', 301)];
  expect(clock.sleepers).toBe(3);
  await clock.advance(300);
  expect(woken).toEqual([
    ['quick', 1100],
    ['quick', 1200],
    ['slow', 1300],
    ['quick', 1300],
  ]);
  expect([clock.now(), clock.sleepers]).toEqual([1300, 1]);
  await clock.advance(1);
  await Promise.all(all);
});

test('the clock of the tests moves on only when what holds it has ended, also when that failed or led to more', async () => {
  const clock = createTestClock(1000);
  const { promise: answer, resolve } = Promise.withResolvers<void>();
  const asked: number[] = [];
  const woken = clock.sleep(100).then(async () => {
    holdTimeUntil(answer);
    await answer;
    asked.push(clock.now());
    holdTimeUntil(Promise.reject(new Error('no answer')));
    await turn();
    asked.push(clock.now());
  });
  const advanced = clock.advance(500);
  // As many as it would need to come to its end.
  for (let count = 0; count < 20; count += 1) await turn();
  expect([clock.now(), asked]).toEqual([1100, []]);
  resolve();
  await Promise.all([advanced, woken]);
  expect([clock.now(), asked]).toEqual([1500, [1100, 1100]]);
});
