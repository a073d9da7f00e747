import { expect, it } from 'vitest';
import { createProbePlan } from '../../src/alerts/probe-plan.ts';

const period = 60_000;

function planFor(count: number) {
  const state = { now: 0, luck: 0 };
  const plan = createProbePlan({
    period,
    now: () => state.now,
    random() {
      state.luck = (state.luck + 0.618) % 1;
      return state.luck;
    },
  });
  for (let mid = 1; mid <= count; mid += 1) plan.add(mid);
  /** Every request of so long, with its time. */
  const run = (ms: number) => {
    const requests: { at: number; mids: number[] }[] = [];
    for (const end = state.now + ms; ; ) {
      const mids = plan.take();
      if (mids.length > 0) requests.push({ at: state.now, mids });
      else if ((plan.due() ?? end) >= end) {
        state.now = end;
        return requests;
      } else state.now = plan.due() ?? end;
    }
  };
  return { ...plan, state, run };
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

it('who is removed is asked about no more', () => {
  const { run, remove, size } = planFor(30);
  expect(size).toBe(30);
  for (let mid = 1; mid <= 29; mid += 1) remove(mid);
  const asked = run(3 * period).flatMap(({ mids }) => mids);
  expect(new Set(asked)).toEqual(new Set([30]));
});
