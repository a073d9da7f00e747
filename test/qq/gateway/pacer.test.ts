import { expect, it } from 'vitest';
import { createPacer } from '../../../src/qq/gateway/pacer.ts';
import { createTestClock } from '../../support/clock.ts';

const hour = 3600_000;

it.each([-hour, hour])('keeps the same pauses when the clock is set by %i ms', async (ms) => {
  const clock = createTestClock();
  const pacer = createPacer(clock, () => 0.5);
  await pacer();
  clock.shiftWall(ms);
  const second = pacer();
  await clock.advance(1999);
  expect(clock.sleepers).toBe(1);
  await clock.advance(1);
  expect(await second).toBeUndefined();
});

it('asks who would wait longer than twenty seconds to come back', async () => {
  const clock = createTestClock();
  const pacer = createPacer(clock, () => 0.5);
  const turns = Array.from({ length: 12 }, () => pacer());
  expect(await turns[11]).toBe(22);
  await clock.advance(20_000);
  expect(await Promise.all(turns.slice(0, 11))).toEqual(Array(11).fill(undefined));
});
