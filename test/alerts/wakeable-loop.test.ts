import { expect, it } from 'vitest';
import { startWakeableLoop } from '../../src/alerts/wakeable-loop.ts';
import { createTestClock } from '../support/clock.ts';

const minute = 60_000;

/** A loop that notes when it steps, and is due next when `due` says. */
function stepping(due: { at: number | undefined }) {
  const clock = createTestClock(0);
  const closing = new AbortController();
  const steps: number[] = [];
  const loop = startWakeableLoop(clock, closing.signal, () => {
    steps.push(clock.now());
    return due.at;
  });
  return { ...loop, clock, steps, close: () => closing.abort() };
}

it('a loop steps at once, when it is due, and when it is woken for something earlier', async () => {
  const due: { at: number | undefined } = { at: 3 * minute };
  const { clock, steps, wake } = stepping(due);
  await clock.advance(2 * minute);
  wake(4 * minute);
  await clock.advance(0);
  expect(steps).toEqual([0]);
  due.at = undefined;
  await clock.advance(minute);
  expect(steps).toEqual([0, 3 * minute]);
  wake(3.5 * minute);
  await clock.advance(0);
  wake();
  await clock.advance(0);
  expect(steps).toEqual([0, 3, 3, 3].map((at) => at * minute));
});

it('a loop reads the clock every five minutes, for the machine may have slept', async () => {
  const { clock, steps } = stepping({ at: 8 * 60 * minute });
  await clock.advance(20 * minute);
  expect(steps).toEqual([0, 5, 10, 15, 20].map((at) => at * minute));
});

it('a loop ends when it is closed, and leaves nothing behind', async () => {
  const { clock, steps, ended, wake, close } = stepping({ at: undefined });
  close();
  await ended;
  wake();
  expect(steps).toEqual([0]);
  expect(clock.sleepers).toBe(0);
});
