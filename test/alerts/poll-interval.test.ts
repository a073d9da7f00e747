import { expect, it } from 'vitest';
import { followRate } from '../../src/alerts/follow-rate.ts';
import { createPollIntervals } from '../../src/alerts/poll-interval.ts';

const minute = 60_000;
const usual = 5 * minute;

it.each([[[10]], [[0.01]], [[5, 5, 0.1]], [[100, 1, 0.01, 0.001]]])(
  'accounts with the rates %j together cost one poll an account and usual interval',
  (rates) => {
    const { change, intervalFor } = createPollIntervals(usual);
    const all = Array.from({ length: 4000 }, (_, index) => rates[index % rates.length] ?? 0);
    for (const rate of all) change(undefined, rate);
    const polls = all.reduce((sum, rate) => sum + usual / intervalFor(rate), 0);
    expect(polls / all.length).toBeCloseTo(1, 1);
  },
);

it('an account counts no more once it is gone, or has another rate', () => {
  const { change, intervalFor } = createPollIntervals(usual);
  const before = intervalFor(1);
  for (let count = 0; count < 100; count += 1) change(undefined, 50);
  expect(intervalFor(1)).toBeGreaterThan(before);
  for (let count = 0; count < 50; count += 1) change(50, undefined);
  for (let count = 0; count < 50; count += 1) change(50, 1);
  for (let count = 0; count < 50; count += 1) change(1, undefined);
  expect(intervalFor(1) / before).toBeCloseTo(1, 2);
});

it('a single account follows its rate', () => {
  const intervalOf = (rate: number) => {
    const { change, intervalFor } = createPollIntervals(usual);
    change(undefined, rate);
    return intervalFor(rate) / 1000;
  };
  expect(intervalOf(0)).toBe(600);
  expect(intervalOf(100)).toBe(90);
  expect(intervalOf(2.5)).toBeGreaterThan(120);
  expect(intervalOf(2.5)).toBeLessThan(200);
});

it('the rate is that of the page, or of the newest ten where they came faster; nobody is none', () => {
  const now = Date.UTC(2026, 0, 1);
  const rows = (hoursAgo: number[]) => hoursAgo.map((hours) => ({ mtime: now / 1000 - hours * 3600 }));
  expect(followRate([], now)).toBe(0);
  expect(followRate(rows([1, 2, 3, 4]), now)).toBe(1);
  expect(followRate(rows(Array.from({ length: 50 }, (_, index) => index + 1)), now)).toBe(1);
  const rush = [...Array<number>(10).fill(0.1), ...Array.from({ length: 40 }, (_, index) => index + 1)];
  expect(followRate(rows(rush), now)).toBeCloseTo(100);
});
