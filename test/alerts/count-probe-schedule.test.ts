import { expect, it } from 'vitest';
import { createProbePlan } from '../../src/alerts/count-probe-schedule.ts';

const period = 60_000;

function planFor(count: number, { fewest = 1, egressOf = (_: number): string => 'default' } = {}) {
  const state = { now: 0, luck: 0 };
  const accounts = Array.from({ length: count }, (_, index) => ({ mid: index + 1, place: -1 }));
  const accountOf = (mid: number) => accounts[mid - 1] ?? { mid, place: -1 };
  const plan = createProbePlan<{ mid: number; place: number }>({
    period,
    fewest,
    egressOf,
    now: () => state.now,
    random() {
      state.luck = (state.luck + 0.618) % 1;
      return state.luck;
    },
  });
  for (const account of accounts) plan.add(account);
  const take = () => plan.take().map(({ mid }) => mid);
  const next = (mid: number) => plan.next(accountOf(mid));
  const remove = (mid: number) => plan.remove(accountOf(mid)).map((one) => one.mid);
  /** Every request of so long, with its time. */
  const run = (ms: number) => {
    const requests: { at: number; mids: number[] }[] = [];
    for (const end = state.now + ms; ; ) {
      const mids = take();
      if (mids.length > 0) requests.push({ at: state.now, mids });
      else if ((plan.due() ?? end) >= end) {
        state.now = end;
        return requests;
      } else state.now = plan.due() ?? end;
    }
  };
  return { ...plan, next, remove, state, run };
}

it.each([
  [1, 1],
  [20, 1],
  [21, 2],
  [100, 5],
  [1000, 50],
])('%i accounts are asked about once a period, in %i requests or a few more', (count, least) => {
  const { run } = planFor(count);
  run(10 * period);
  const requests = run(10 * period);
  const asked = requests.flatMap(({ mids }) => mids);
  expect(asked.length).toBeGreaterThanOrEqual(10 * count);
  expect(requests.length).toBeLessThanOrEqual(10 * (least * 1.2 + 1));
  for (const { mids } of requests) expect(mids.length).toBeLessThanOrEqual(20);
  for (let mid = 1; mid <= count; mid += 1)
    expect(asked.filter((one) => one === mid).length).toBeGreaterThanOrEqual(10);
});

it('requests are spread over the period, at the start and after a sleep of the machine', () => {
  const { run, state } = planFor(1000);
  const most = (requests: { at: number }[]) => {
    const bySecond = Map.groupBy(requests, ({ at }) => Math.floor(at / 1000));
    return Math.max(...[...bySecond.values()].map(({ length }) => length));
  };
  expect(most(run(5 * period))).toBeLessThanOrEqual(3);
  state.now += 500 * period;
  expect(most(run(5 * period))).toBeLessThanOrEqual(3);
});

it('a request is about accounts of one egress address, each of which is asked about as often as without the others', () => {
  const egressOf = (mid: number) => (mid % 5 === 0 ? 'b' : 'a');
  const { run } = planFor(100, { egressOf });
  run(10 * period);
  const requests = run(10 * period);
  for (const { mids } of requests) expect(new Set(mids.map(egressOf)).size).toBe(1);
  for (let mid = 1; mid <= 100; mid += 1) {
    const times = requests.filter(({ mids }) => mids.includes(mid));
    expect(times.length).toBeGreaterThanOrEqual(10);
    expect(times.length).toBeLessThanOrEqual(20);
  }
  expect(requests.length).toBeLessThanOrEqual(10 * (4 + 1 + 2));
});

it('accounts of an egress address that has too few of them are not asked about, and those that become too few no more', () => {
  const egressOf = (mid: number) => (mid <= 6 ? 'few' : 'many');
  const { run, remove, next, due, size } = planFor(13, { egressOf, fewest: 7 });
  expect(size).toBe(7);
  const asked = run(3 * period).flatMap(({ mids }) => mids);
  expect(Math.min(...asked)).toBe(7);
  expect(next(1)).toBeUndefined();
  expect(next(7)).toBeDefined();
  expect(remove(1)).toEqual([]);
  expect(remove(7).toSorted((a, b) => a - b)).toEqual([8, 9, 10, 11, 12, 13]);
  expect(remove(8)).toEqual([]);
  expect([due(), next(9), run(3 * period)]).toEqual([undefined, undefined, []]);
});

it('who is removed is asked about no more', () => {
  const { run, remove, size } = planFor(30);
  expect(size).toBe(30);
  for (let mid = 1; mid <= 29; mid += 1) remove(mid);
  const asked = run(3 * period).flatMap(({ mids }) => mids);
  expect(new Set(asked)).toEqual(new Set([30]));
});
