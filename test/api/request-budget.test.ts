import { describe, expect, it } from 'vitest';
import {
  type Budget,
  type BudgetPortion,
  type BudgetShare,
  createTokenBucket,
} from '../../src/api/request-budget.ts';
import { createTestClock } from '../support/clock.ts';
import fc from '../support/fast-check.ts';
import { rejection } from './harness.ts';

const minute = 60_000;

/** A bucket on a test clock, and when requests of each share went, in ms since the start. */
function start(budget: Budget, portion?: BudgetPortion) {
  const clock = createTestClock();
  const bucket = createTokenBucket(clock, budget, portion);
  const went: Record<BudgetShare, number[]> = { polls: [], commands: [] };
  const ask = async (share: BudgetShare, signal?: AbortSignal) => {
    await bucket.take(share, signal);
    went[share].push(clock.monotonic());
  };
  /** So many askers of a share, each of whom asks again as soon as it went. */
  const flood = (share: BudgetShare, askers: number) => {
    for (let asker = 0; asker < askers; asker += 1)
      void (async () => {
        for (;;) await ask(share);
      })();
  };
  const between = (share: BudgetShare, from: number, to: number) =>
    went[share].filter((at) => at >= from && at < to).length;
  return { clock, bucket, went, ask, flood, between };
}

/** 100 requests a minute. */
const budget = { requests: 100, per: minute };

describe('of a budget of a hundred a minute', () => {
  it.each([
    ['polls alone get their 80', 'polls', 80],
    ['commands alone get all, since polls leave it', 'commands', 100],
  ] as const)('%s', async (_, share, expected) => {
    const { clock, flood, between } = start(budget);
    flood(share, 30);
    await clock.advance(3 * minute);
    expect(between(share, 0, 1)).toBe(expected);
    expect(between(share, minute, 2 * minute)).toBeGreaterThanOrEqual(expected - 1);
    expect(between(share, minute, 2 * minute)).toBeLessThanOrEqual(expected + 1);
  });

  it.each([
    [64, 1],
    [64, 64],
    [1, 64],
  ])(
    '%i polls and %i commands that always wait get 80 and 20, whoever came first',
    async (polls, commands) => {
      for (const order of [
        ['polls', 'commands'],
        ['commands', 'polls'],
      ] as const) {
        const { clock, flood, between } = start(budget);
        for (const share of order) flood(share, share === 'polls' ? polls : commands);
        await clock.advance(5 * minute);
        const [ofPolls, ofCommands] = [
          between('polls', minute, 4 * minute),
          between('commands', minute, 4 * minute),
        ];
        expect([Math.round(ofPolls / 3), Math.round(ofCommands / 3)]).toEqual([80, 20]);
      }
    },
  );

  it('a command waits seconds at most, however many polls do', async () => {
    const { clock, flood, ask, went } = start(budget);
    flood('polls', 64);
    await clock.advance(5 * minute);
    for (let command = 0; command < 5; command += 1) void ask('commands');
    const asked = clock.monotonic();
    await clock.advance(10_000);
    expect(went.commands.map((at) => at - asked)).toHaveLength(5);
    expect(Math.max(...went.commands) - asked).toBeLessThanOrEqual(5000);
  });

  it('nor does it wait for the polls that have come before it, when the budget was used up without them', async () => {
    const { clock, flood, ask, went } = start(budget);
    await Promise.all(Array.from({ length: 100 }, () => ask('commands')));
    flood('polls', 64);
    void ask('commands');
    await clock.advance(3000);
    expect(went.commands).toHaveLength(101);
  });

  it('polls that were few have their due again within a moment, however many commands there were', async () => {
    const { clock, flood, between } = start(budget);
    flood('commands', 64);
    await clock.advance(3 * minute);
    flood('polls', 64);
    await clock.advance(3 * minute);
    expect(between('polls', 3 * minute, 4 * minute)).toBeGreaterThanOrEqual(75);
    expect(between('commands', 3 * minute, 4 * minute)).toBeGreaterThanOrEqual(18);
  });
});

it('never lets more go than the budget, whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ requests: fc.integer({ min: 1, max: 20 }), per: fc.integer({ min: 100, max: 60_000 }) }),
      fc.array(
        fc.record({
          share: fc.constantFrom<BudgetShare>('polls', 'commands'),
          pause: fc.integer({ min: 0, max: 5000 }),
        }),
        { minLength: 1, maxLength: 60 },
      ),
      async (limits, asked) => {
        const { clock, ask, went } = start(limits);
        for (const { share, pause } of asked) {
          void ask(share);
          await clock.advance(pause);
        }
        await clock.advance(asked.length * limits.per * 5);
        const all = [...went.polls, ...went.commands].sort((a, b) => a - b);
        expect(all).toHaveLength(asked.length);
        for (const [index, at] of all.entries()) {
          const within = all.slice(index).filter((other) => other - at < limits.per).length;
          expect(within).toBeLessThanOrEqual(2 * limits.requests);
          const long = all.slice(index).filter((other) => other - at < 5 * limits.per).length;
          expect(long).toBeLessThanOrEqual(6 * limits.requests);
        }
        expect(clock.sleepers).toBe(0);
      },
    ),
    { numRuns: 50 },
  );
});

it('who gives up waiting costs nothing', async () => {
  const { clock, bucket, ask, went } = start({ requests: 1, per: 10_000 });
  await ask('commands');
  const stop = new AbortController();
  const given = rejection(ask('commands', stop.signal));
  void ask('commands');
  await clock.advance(5000);
  expect(bucket.left()).toBeCloseTo(0.5);
  stop.abort('left');
  expect(await given).toBe('left');
  await clock.advance(5000);
  expect(went.commands).toEqual([0, 10_000]);
  expect(await rejection(bucket.take('polls', AbortSignal.abort('at once')))).toBe('at once');
});

describe('of several processes that go out by one address', () => {
  it('each has its portion, from when it changes on', async () => {
    let polls = 0.25;
    const watcher = start(budget, () => ({ polls, commands: 0 }));
    watcher.flood('polls', 5);
    await watcher.clock.advance(3 * minute);
    expect(watcher.between('polls', minute, 3 * minute)).toBe(40);
    polls = 0.5;
    await watcher.clock.advance(4 * minute);
    expect(watcher.between('polls', 5 * minute, 7 * minute)).toBe(80);
  });

  it('one that has no share of the polls makes those that are asked for as commands', async () => {
    const front = start(budget, () => ({ polls: 0, commands: 1 }));
    front.flood('polls', 3);
    front.flood('commands', 3);
    await front.clock.advance(3 * minute);
    const both = front.between('polls', minute, 3 * minute) + front.between('commands', minute, 3 * minute);
    expect(both).toBe(40);
    expect(front.between('polls', minute, 3 * minute)).toBeGreaterThan(5);
  });
});
