import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../src/yield-to-event-loop.ts';

/** Keeps the thread busy for so many ms. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('what many begin at the same moment is done in its order, and others get their turn in between', async () => {
  const turn = createTurns();
  const done: (number | 'other')[] = [];
  let over = false;
  const others = (async () => {
    while (!over) {
      await nextTurn();
      done.push('other');
    }
  })();
  await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      await turn();
      work(4);
      done.push(index);
    }),
  );
  over = true;
  await others;
  expect(done.filter((one) => one !== 'other')).toEqual(Array.from({ length: 12 }, (_, index) => index));
  const between = done.slice(done.indexOf(0), done.indexOf(11)).filter((one) => one === 'other');
  expect(between.length).toBeGreaterThanOrEqual(5);
});
