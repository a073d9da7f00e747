import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createKeyedMutex } from '../../src/storage/keyed-mutex.ts';

/** Work that begins in its turn, and ends when the test says so. */
function gate() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let begun = false;
  const work = () => {
    begun = true;
    return promise;
  };
  return { work, open: resolve, fail: reject, begun: () => begun };
}

test('one at a time of a key, in the order given', async () => {
  const mutex = createKeyedMutex();
  const [first, second] = [gate(), gate()];
  const results = [mutex.run('a', first.work), mutex.run('a', second.work)];
  await turn();
  expect([first.begun(), second.begun()]).toEqual([true, false]);
  first.open('one');
  await turn();
  expect(second.begun()).toBe(true);
  second.open('two');
  expect(await Promise.all(results)).toEqual(['one', 'two']);
});

test('keys do not wait for each other', async () => {
  const mutex = createKeyedMutex();
  const held = gate();
  const waiting = mutex.run('a', held.work);
  expect(await mutex.run('b', () => 'through')).toBe('through');
  held.open('');
  await waiting;
});

test('work that fails, at once or later, does not hold up the next', async () => {
  const mutex = createKeyedMutex();
  const thrown = mutex.run('a', () => {
    throw new Error('at once');
  });
  const rejected = mutex.run('a', () => Promise.reject(new Error('later')));
  const next = mutex.run('a', () => 'through');
  await expect(thrown).rejects.toThrow('at once');
  await expect(rejected).rejects.toThrow('later');
  expect(await next).toBe('through');
});

test('an abort while waiting gives up the turn at once, and the next does not come too early', async () => {
  const mutex = createKeyedMutex();
  const stop = new AbortController();
  const [first, second, third] = [gate(), gate(), gate()];
  const running = mutex.run('a', first.work);
  const waiting = mutex.run('a', second.work, stop.signal);
  const behind = mutex.run('a', third.work);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await turn();
  expect(third.begun()).toBe(false);
  first.open('one');
  third.open('three');
  expect(await Promise.all([running, behind])).toEqual(['one', 'three']);
  expect(second.begun()).toBe(false);
});

test('an abort beforehand runs nothing; one after the work began changes nothing', async () => {
  const mutex = createKeyedMutex();
  const work = gate();
  await expect(mutex.run('a', work.work, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  expect(work.begun()).toBe(false);
  const stop = new AbortController();
  const running = mutex.run('a', work.work, stop.signal);
  stop.abort();
  work.open('done');
  expect(await running).toBe('done');
});

test('a key that nobody waits for is forgotten', async () => {
  const mutex = createKeyedMutex();
  await Promise.allSettled([
    mutex.run('a', () => 1),
    mutex.run('a', () => Promise.reject(new Error())),
    mutex.run('b', () => 1),
  ]);
  await turn();
  expect(mutex.size).toBe(0);
});
