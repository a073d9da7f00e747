import { expect, it } from 'vitest';
import { createRateLimiter } from '../../src/bot/rate-limiter.ts';

function limiterAt(start: number) {
  const clock = { now: start };
  return { clock, limiter: createRateLimiter({ most: 3, per: 1000 }, () => clock.now) };
}

it('lets through as many as are allowed, and names the first one too many only once', () => {
  const { clock, limiter } = limiterAt(5000);
  expect([1, 2, 3].map(() => limiter.count(7))).toEqual([undefined, undefined, undefined]);
  clock.now = 5400;
  expect(limiter.count(7)).toEqual({ left: 600, first: true });
  expect(limiter.count(7)).toEqual({ left: 600, first: false });
});

it('gives the whole allowance again when the stretch is over, however many were turned away', () => {
  const { clock, limiter } = limiterAt(0);
  for (let tries = 0; tries < 50; tries += 1) limiter.count(7);
  clock.now = 999;
  expect(limiter.count(7)).toMatchObject({ first: false });
  clock.now = 1000;
  expect([1, 2, 3].map(() => limiter.count(7))).toEqual([undefined, undefined, undefined]);
  expect(limiter.count(7)).toEqual({ left: 1000, first: true });
});

it('counts each person alone', () => {
  const { limiter } = limiterAt(0);
  for (let tries = 0; tries < 4; tries += 1) limiter.count(1);
  expect(limiter.count(2)).toBeUndefined();
});

it('gives a stretch its whole length whenever it begins, and whatever others do meanwhile', () => {
  for (let begin = 0; begin < 3000; begin += 100) {
    const { clock, limiter } = limiterAt(0);
    for (; clock.now < begin; clock.now += 50) limiter.count(1);
    for (let tries = 0; tries < 4; tries += 1) limiter.count(7);
    for (; clock.now < begin + 1000; clock.now += 50) {
      limiter.count(1);
      expect(limiter.count(7)).toEqual({ left: begin + 1000 - clock.now, first: false });
    }
    expect(limiter.count(7)).toBeUndefined();
  }
});

it('costs no more with ten thousand people than with ten, also when all their stretches are over', () => {
  /** How often the time is asked for, which is done for each person looked at. */
  function costOfOneMore(people: number): number {
    let [now, asked] = [0, 0];
    const limiter = createRateLimiter({ most: 3, per: 1000 }, () => {
      asked += 1;
      return now;
    });
    for (let who = 0; who < people; who += 1) limiter.count(who);
    now = 1000;
    const before = asked;
    limiter.count(people);
    return asked - before;
  }
  expect(costOfOneMore(10_000)).toBe(costOfOneMore(10));
});
