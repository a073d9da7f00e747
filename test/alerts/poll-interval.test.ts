import { expect, it } from 'vitest';
import { createRandom } from '../../playground/bilibili/index.ts';
import {
  createPollIntervals as createIntervals,
  fanRateStep,
  followRate,
  followTimes,
} from '../../src/alerts/poll-interval.ts';

const minute = 60_000;
const usual = 5 * minute;
/** No jitter. */
const middle = () => 0.5;

/** The intervals by rates, as the tests speak of them, rather than by their steps. */
function createPollIntervals(usually: number, random: () => number) {
  const { change, untilNext } = createIntervals(usually, random);
  const stepOf = (rate: number | undefined) => (rate === undefined ? undefined : fanRateStep(rate));
  return {
    change: (before: number | undefined, after: number | undefined) => change(stepOf(before), stepOf(after)),
    untilNext: (rate: number) => untilNext(fanRateStep(rate)),
  };
}

it.each([[[10]], [[0.01]], [[5, 5, 0.1]], [[100, 1, 0.01, 0.001]]])(
  'accounts with the rates %j together cost one poll an account and usual interval',
  (rates) => {
    const { change, untilNext } = createPollIntervals(usual, middle);
    const all = Array.from({ length: 4000 }, (_, index) => rates[index % rates.length] ?? 0);
    for (const rate of all) change(undefined, rate);
    const polls = all.reduce((sum, rate) => sum + usual / untilNext(rate), 0);
    expect(polls / all.length).toBeCloseTo(1, 1);
  },
);

it('jitter that is cut off at the bounds costs no poll more', () => {
  const random = createRandom(1);
  const { change, untilNext } = createPollIntervals(usual, () => random.below(1000) / 1000);
  const rates = Array.from({ length: 2000 }, (_, index) => (index % 2 === 0 ? 0.001 : 1));
  for (const rate of rates) change(undefined, rate);
  const mean = (rate: number) => {
    let sum = 0;
    for (let count = 0; count < 2000; count += 1) sum += untilNext(rate);
    return sum / 2000;
  };
  expect(mean(0.001)).toBeLessThan(2 * usual);
  const polls = (usual / mean(0.001) + usual / mean(1)) / 2;
  expect(polls).toBeLessThan(1);
  expect(polls).toBeGreaterThan(0.99);
});

it('an account counts no more once it is gone, or has another rate', () => {
  const { change, untilNext } = createPollIntervals(usual, middle);
  const before = untilNext(1);
  for (let count = 0; count < 100; count += 1) change(undefined, 50);
  expect(untilNext(1)).toBeGreaterThan(before);
  for (let count = 0; count < 50; count += 1) change(50, undefined);
  for (let count = 0; count < 50; count += 1) change(50, 1);
  for (let count = 0; count < 50; count += 1) change(1, undefined);
  expect(untilNext(1) / before).toBeCloseTo(1, 2);
});

it('a single account follows its rate', () => {
  const intervalOf = (rate: number) => {
    const { change, untilNext } = createPollIntervals(usual, middle);
    change(undefined, rate);
    return untilNext(rate) / 1000;
  };
  expect(intervalOf(0)).toBe(600);
  expect(intervalOf(100)).toBe(90);
  expect(intervalOf(2.5)).toBeGreaterThan(120);
  expect(intervalOf(2.5)).toBeLessThan(200);
});

it('the rate is that of the page, or of the newest ten where they came faster; nobody is none', () => {
  const now = Date.UTC(2026, 0, 1);
  const rateOf = (hoursAgo: number[]) =>
    followRate(followTimes(hoursAgo.map((hours) => ({ mtime: now / 1000 - hours * 3600 }))), now);
  expect(rateOf([])).toBe(0);
  expect(rateOf([1, 2, 3, 4])).toBe(1);
  expect(rateOf(Array.from({ length: 50 }, (_, index) => index + 1))).toBe(1);
  const rush = [...Array<number>(10).fill(0.1), ...Array.from({ length: 40 }, (_, index) => index + 1)];
  expect(rateOf(rush)).toBeCloseTo(100);
});
