import { expect, it, onTestFinished } from 'vitest';
import type { PollResult } from '../../src/alerts/poll-result.ts';
import { createPollSchedule } from '../../src/alerts/poll-schedule.ts';
import { createPoller } from '../../src/alerts/poller.ts';
import type { WatchRepository } from '../../src/alerts/watch-repository.ts';
import { createTestClock } from '../support/clock.ts';

it('few polls are begun at once while many records are read, and as many as usual once they are', async () => {
  const clock = createTestClock();
  const closed = new AbortController();
  onTestFinished(() => closed.abort());
  let changed: (mid: number) => void = () => undefined;
  const watchRepository = {
    onChange: (listener: typeof changed) => {
      changed = listener;
    },
    isPolledHere: () => true,
    entry: () => undefined,
  } as unknown as WatchRepository;
  const ends: (() => void)[] = [];
  const poller = createPoller({
    watchRepository,
    schedule: createPollSchedule({ interval: 1000, now: clock.monotonic, random: () => 0.5 }),
    pollAccount: () =>
      new Promise<PollResult>((resolve) => {
        ends.push(() => resolve({ kind: 'off' }));
      }),
    clock,
    closed: closed.signal,
    compare: () => undefined,
    onPoll: () => undefined,
    onError: () => undefined,
  });
  poller.start();
  const { promise: read, resolve: haveRead } = Promise.withResolvers<void>();
  const reading = poller.withFewPolls(() => read);
  for (let mid = 1; mid <= 40; mid += 1) changed(mid);
  await clock.advance(1000);
  const few = poller.inFlight;
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(10);
  // They go on meanwhile.
  for (const end of ends.splice(0)) end();
  await clock.advance(0);
  expect(poller.inFlight).toBe(few);
  haveRead();
  await reading;
  await clock.advance(0);
  expect(poller.inFlight).toBe(40 - few);
  for (const end of ends) end();
});
