import { expect, onTestFinished, test } from 'vitest';
import { openStore, startSweeper } from '../../src/storage/index.ts';
import { sweepEvery } from '../../src/storage/record-sweeper.ts';
import { storeKey } from './store-key.ts';

/** A clock whose sleeps end when the test says so. */
function createTestClock() {
  const sleeping: { ms: number; wake: () => void }[] = [];
  const woken = Promise.withResolvers<void>();
  let onSleep = woken.resolve;
  return {
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        sleeping.push({ ms, wake: resolve });
        onSleep();
      }),
    /** Resolves when somebody sleeps again after being woken. */
    async pass(): Promise<number> {
      const next = Promise.withResolvers<void>();
      onSleep = next.resolve;
      const sleeper = sleeping.shift();
      sleeper?.wake();
      await next.promise;
      return sleeper?.ms ?? 0;
    },
  };
}

const day = 24 * 3600_000;

test('old records of every kind go by themselves, again and again; what has no end stays', async () => {
  const time = { now: 1_000 * day };
  const store = await openStore({ path: ':memory:', keys: [storeKey], now: () => time.now });
  onTestFinished(() => store.close());
  await store.conversations.update('1:1', () => ({ question: 'unanswered' }));
  await store.undos.update('1:2', () => ({
    account: 1,
    mid: 2,
    deed: 'follow',
    groups: [],
    until: 5,
    undone: false,
  }));
  await store.digests.update('1:3', () => ({ mid: 1, fans: [] }));
  await store.quotas.update('1', () => ({ day: '2026-01-01', used: 1 }));
  await store.loginCounts.update('1', () => ({ since: time.now, count: 1 }));
  await store.cooldowns.update('1', () => ({ until: time.now + 300_000, length: 300_000, code: -352 }));
  await store.notes.update('1:2', () => ({ text: 'a friend', at: time.now }));
  await store.chats.update('1', () => ({ sessions: [] }));
  const left = async () => {
    const collections: string[] = [];
    for await (const { collection } of store.audit()) collections.push(collection);
    return collections.sort();
  };

  const clock = createTestClock();
  const sweeper = startSweeper({
    sweep: store.sweep,
    clock,
    onFailure: (error) => expect.unreachable(String(error)),
  });
  expect(await clock.pass()).toBe(60_000);
  expect(await left()).toHaveLength(8);
  time.now += 1.5 * day;
  expect(await clock.pass()).toBe(sweepEvery);
  expect(await left()).toEqual(['chats', 'digests', 'notes', 'quotas']);
  time.now += 31 * day;
  await clock.pass();
  expect(await left()).toEqual(['chats', 'notes']);
  await sweeper.stop();
  await sweeper.stop();
});

test('a sweep that fails is told of, and the next one is tried', async () => {
  const clock = createTestClock();
  const failures: unknown[] = [];
  let calls = 0;
  const sweep = async () => {
    calls += 1;
    if (calls === 1) throw new Error('no disk');
    return 0;
  };
  const sweeper = startSweeper({ sweep, clock, onFailure: (error) => failures.push(error) });
  await clock.pass();
  await clock.pass();
  expect([calls, failures]).toEqual([2, [new Error('no disk')]]);
  await sweeper.stop();
});

test('a stop ends a sweep that is under way', async () => {
  const clock = createTestClock();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const sweep = (signal?: AbortSignal) =>
    new Promise<number>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      begin();
    });
  const sweeper = startSweeper({ sweep, clock, onFailure: () => expect.unreachable() });
  void clock.pass();
  await begun;
  await sweeper.stop();
});
