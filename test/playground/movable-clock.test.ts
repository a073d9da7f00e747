import { expect, test } from 'vitest';
import { createMovableClock } from '../../playground/movable-clock.ts';

const hour = 3_600_000;

test('a sleep is over when time is put forward past its end, and not before', async () => {
  const clock = createMovableClock(() => 1000);
  const before = clock.monotonic();
  const short = clock.sleep(hour);
  let long = 'asleep';
  const ending = new AbortController();
  const longSleep = clock.sleep(3 * hour, ending.signal).catch((reason: unknown) => {
    long = String(reason);
  });
  clock.advance(hour);
  await short;
  expect(clock.now()).toBe(1000 + hour);
  expect(clock.monotonic() - before).toBeGreaterThanOrEqual(hour);
  expect(long).toBe('asleep');
  ending.abort('given up');
  await longSleep;
  expect(long).toBe('given up');
});

test('nobody begins to sleep whose signal has ended', async () => {
  const clock = createMovableClock();
  await expect(clock.sleep(hour, AbortSignal.abort('over'))).rejects.toBe('over');
  await clock.sleep(0);
});
