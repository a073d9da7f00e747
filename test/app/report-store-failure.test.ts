import { afterEach, expect, test, vi } from 'vitest';
import { reportStoreFailure } from '../../src/app/report-store-failure.ts';
import type { Log } from '../../src/log.ts';

afterEach(() => void vi.useRealTimers());

test('a store that fails is reported once, and that it works again, until the program stops', async () => {
  vi.useFakeTimers();
  let works = true;
  const said: string[] = [];
  const say = (_: unknown, words = _) => void said.push(String(words));
  const probe = async () => {
    if (!works) throw new Error('gone');
  };
  const stop = new AbortController();
  reportStoreFailure({ probe }, { error: say, info: say } as unknown as Log, stop.signal);
  const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);
  await minutes(2);
  works = false;
  await minutes(3);
  works = true;
  await minutes(2);
  expect(said).toEqual(['the store cannot be used', 'the store can be used again']);
  works = false;
  stop.abort();
  await minutes(2);
  expect(said).toHaveLength(2);
});
