import { expect, it } from 'vitest';
import { createRateLimiter } from '../../src/bot/rate-limiter.ts';

function limiterAt(start: number) {
  const clock = { now: start };
  return { clock, limiter: createRateLimiter({ most: 3, per: 1000 }, () => clock.now) };
}

it('lets through as many as are allowed, and names the first one too many only once', () => {
  const { clock, limiter } = limiterAt(5000);
  expect([1, 2, 3].map(() => limiter.take(7))).toEqual([undefined, undefined, undefined]);
  clock.now = 5400;
  expect(limiter.take(7)).toEqual({ until: 6000, first: true });
  expect(limiter.take(7)).toEqual({ until: 6000, first: false });
});

it('gives the whole allowance again when the stretch is over, however many were turned away', () => {
  const { clock, limiter } = limiterAt(0);
  for (let tries = 0; tries < 50; tries += 1) limiter.take(7);
  clock.now = 999;
  expect(limiter.take(7)).toMatchObject({ first: false });
  clock.now = 1000;
  expect([1, 2, 3].map(() => limiter.take(7))).toEqual([undefined, undefined, undefined]);
  expect(limiter.take(7)).toEqual({ until: 2000, first: true });
});

it('counts each person alone', () => {
  const { limiter } = limiterAt(0);
  for (let tries = 0; tries < 4; tries += 1) limiter.take(1);
  expect(limiter.take(2)).toBeUndefined();
});

it('locks nobody out when the clock is set back', () => {
  const { clock, limiter } = limiterAt(1_000_000);
  for (let tries = 0; tries < 4; tries += 1) limiter.take(1);
  clock.now = 0;
  expect(limiter.take(1)).toBeUndefined();
});

it('forgets those whose stretch is over once there are many', () => {
  const { clock, limiter } = limiterAt(0);
  for (let who = 0; who < 1500; who += 1) limiter.take(who);
  for (let tries = 0; tries < 3; tries += 1) limiter.take(1);
  expect(limiter.take(1)).toMatchObject({ until: 1000 });
  clock.now = 1000;
  expect(limiter.take(1)).toBeUndefined();
});
