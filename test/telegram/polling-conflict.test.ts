import { expect, it } from 'vitest';
import { createGiveWayDecision } from '../../src/telegram/polling-conflict.ts';

/** When (seconds after it was first met) each of the two gives way; they throw each other out every three seconds. */
function battle(age: number): { first: number | undefined; second: number | undefined } {
  let now = -age * 1000;
  const clock = () => now;
  const first = createGiveWayDecision(clock);
  now = 0;
  const second = createGiveWayDecision(clock);
  for (let seconds = 0; seconds < 300; seconds += 3) {
    now = seconds * 1000;
    const [who, name] = seconds % 2 === 0 ? [first, 'first'] : [second, 'second'];
    if (who()) return { first: undefined, second: undefined, [name]: seconds };
  }
  return { first: undefined, second: undefined };
}

it('of two programs the one that came later gives way, within a minute', () => {
  const { first, second } = battle(3600);
  expect(first).toBeUndefined();
  expect(second).toBeLessThan(60);
});

it('of two that were started together one stays', () => {
  const { first, second } = battle(0);
  expect([first, second].filter((gaveWay) => gaveWay !== undefined)).toHaveLength(1);
});

it('what a crash left open at Telegram is outlived', () => {
  let now = 0;
  const mustGiveWay = createGiveWayDecision(() => now);
  for (; now <= 35_000; now += 5000) expect(mustGiveWay()).toBe(false);
  now += 61_000;
  for (const end = now + 35_000; now <= end; now += 5000) expect(mustGiveWay()).toBe(false);
});
