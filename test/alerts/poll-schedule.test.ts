import { describe, expect, it } from 'vitest';
import { createDueQueue } from '../../src/alerts/due-queue.ts';
import { createPollSchedule, type PollSummary } from '../../src/alerts/poll-schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const interval = 5 * minute;
/** One in some weeks, and one in some minutes. */
const quiet: PollSummary = { kind: 'good', rate: 1 / 1000 };
const busy: PollSummary = { kind: 'good', rate: 20 };
/** As much as on average: the interval is the usual one. */
const usual: PollSummary = { kind: 'good', rate: 0.33 };

/** A schedule whose time and luck a test sets. */
function scheduleAt(start = 0, interval = 5 * minute) {
  const state = { now: start, random: 0.5 };
  const schedule = createPollSchedule({ interval, now: () => state.now, random: () => state.random });
  /** Time moves on to the next poll, which then is under way; gives who, and how long it took. */
  const wait = () => {
    const due = schedule.due();
    return due && Math.max(0, due - state.now);
  };
  /** Takes in an account that is polled at once. */
  const addNow = (mid: number) => {
    schedule.add(mid);
    schedule.makeDue(mid);
  };
  const next = () => {
    const wait = Math.max(0, (schedule.due() ?? Number.NaN) - state.now);
    state.now += wait;
    return { mid: schedule.take(), wait };
  };
  return { ...schedule, state, next, wait, addNow };
}

describe('when an account is polled', () => {
  it('first at a random moment of the interval, or at once when asked for', () => {
    const { add, addNow, next, state, wait } = scheduleAt();
    state.random = 0.25;
    add(1);
    expect(wait()).toBe(interval / 4);
    addNow(2);
    expect(next()).toEqual({ mid: 2, wait: 0 });
    expect(next()).toEqual({ mid: 1, wait: interval / 4 });
    expect(wait()).toBeUndefined();
  });

  it.each([
    [0, 0.9],
    [0.5, 1],
    [1, 1.1],
  ])('after two failures twice the interval: with luck %f %f of it', (random, part) => {
    const { addNow, next, record, state } = scheduleAt();
    addNow(1);
    next();
    record(1, usual);
    next();
    record(1, { kind: 'failed' });
    state.random = random;
    record(1, { kind: 'failed' });
    expect(next().wait).toBeCloseTo(2 * interval * part);
  });

  it('the more often the more people come, but never more often than every 90 seconds nor less than every ten minutes', () => {
    const { addNow, next, record, state } = scheduleAt();
    addNow(1);
    next();
    const waitAt = (rate: number) => {
      record(1, { kind: 'good', rate });
      return next().wait;
    };
    const waits = [0, 1 / 1000, 1 / 24, 1, 4, 10, 1000].map(waitAt);
    expect(waits.toSorted((a, b) => b - a)).toEqual(waits);
    expect([waits[0], waits.at(-1)]).toEqual([10 * minute, 90_000]);
    state.random = 0;
    expect(waitAt(1000)).toBe(90_000);
    state.random = 1;
    expect(waitAt(0)).toBe(10 * minute);
  });

  it('at the same time whatever the rate where the interval is shorter than a minute', () => {
    const { addNow, next, record } = scheduleAt(0, 1000);
    addNow(1);
    next();
    for (const result of [quiet, usual, busy]) {
      record(1, result);
      expect(next().wait).toBe(1000);
    }
  });

  it('ever later after failures, to an hour, and as usual after a good poll', () => {
    const { addNow, next, record, failures } = scheduleAt();
    addNow(1);
    next();
    const waits = Array.from({ length: 7 }, () => {
      record(1, { kind: 'failed' });
      return next().wait;
    });
    expect(waits.map((wait) => wait / minute)).toEqual([5, 10, 20, 40, 60, 60, 60]);
    expect(failures(1)).toBe(7);
    record(1, quiet);
    expect(failures(1)).toBe(0);
    expect(next().wait).toBe(10 * minute);
  });

  it('after the rest the site wants, and not all at the same moment', () => {
    const { addNow, record, next, state, wait } = scheduleAt();
    for (const mid of [1, 2]) addNow(mid);
    next();
    next();
    state.random = 0;
    record(1, { kind: 'resting', ms: hour });
    state.random = 0.9;
    record(2, { kind: 'resting', ms: hour });
    expect(next()).toEqual({ mid: 1, wait: hour });
    expect(wait()).toBeCloseTo(0.9 * interval);
  });

  it('no more once it is removed, even when it was under way', () => {
    const { addNow, next, record, remove, wait, has } = scheduleAt();
    addNow(1);
    next();
    remove(1);
    record(1, quiet);
    expect(wait()).toBeUndefined();
    expect(has(1)).toBe(false);
  });

  it('one that is asked for goes first', () => {
    const { add, makeDue, next, state } = scheduleAt();
    for (let mid = 1; mid <= 50; mid += 1) add(mid);
    state.now += 1000;
    makeDue(33);
    expect(next()).toEqual({ mid: 33, wait: 0 });
  });
});

describe('an account that is probed', () => {
  const probed = () => {
    const all = scheduleAt();
    all.addNow(1);
    all.next();
    all.setProbed(1, true);
    all.record(1, busy);
    return all;
  };

  it.each([0, 0.5, 1])('is polled within half an hour, whatever its rate and the luck (%f)', (random) => {
    const { state, record, next } = probed();
    next();
    state.random = random;
    record(1, busy);
    const { wait } = next();
    expect(wait).toBeGreaterThanOrEqual(24 * minute);
    expect(wait).toBeLessThanOrEqual(30 * minute);
  });

  it('is polled when its count moves', () => {
    const { state, makeDueAfterCountChange, next } = probed();
    state.now += minute;
    makeDueAfterCountChange(1);
    expect(next()).toEqual({ mid: 1, wait: 0 });
  });

  it('is left alone, moved count or not, while polls of it fail or rest', () => {
    const { makeDueAfterCountChange, next, record, wait } = probed();
    next();
    record(1, { kind: 'failed' });
    makeDueAfterCountChange(1);
    expect(wait()).toBe(interval);
    next();
    record(1, { kind: 'resting', ms: hour });
    makeDueAfterCountChange(1);
    expect(wait()).toBeGreaterThanOrEqual(hour);
  });

  it('is polled within ten minutes again once it is no longer probed', () => {
    const { setProbed, wait, state } = probed();
    state.random = 1;
    setProbed(1, false);
    expect(wait()).toBeLessThanOrEqual(10 * minute);
  });
});

it('after the machine slept, polls are spread over an interval', () => {
  const { add, take, state, next, record } = scheduleAt();
  let luck = 0;
  for (let mid = 1; mid <= 1000; mid += 1) {
    state.random = mid / 1000;
    add(mid);
  }
  next();
  record(1, quiet);
  state.now += 8 * hour;
  Object.defineProperty(state, 'random', { get: () => (luck = (luck + 0.617) % 1) });
  let atOnce = 0;
  while (take() !== undefined) atOnce += 1;
  expect(atOnce).toBeLessThan(5);
  const tenths = Array.from({ length: 10 }, () => {
    state.now += interval / 10;
    let due = 0;
    while (take() !== undefined) due += 1;
    return due;
  });
  for (const due of tenths) expect(due).toBeLessThan(150);
  expect(tenths.reduce((sum, due) => sum + due, atOnce)).toBeGreaterThan(990);
});

it('a due queue gives the earliest, whatever was set, changed and deleted before', () => {
  const items = Array.from({ length: 200 }, (_, key) => ({ key, place: -1 }));
  const table = createDueQueue<(typeof items)[number]>();
  const model = new Map<number, number>();
  let seed = 7;
  const below = (max: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % max;
  };
  for (let count = 0; count < 5000; count += 1) {
    const item = items[below(200)] ?? { key: 0, place: -1 };
    if (below(3) === 0) {
      table.delete(item);
      model.delete(item.key);
    } else {
      const due = below(100_000);
      table.set(item, due);
      model.set(item.key, due);
    }
    expect(table.due(item)).toBe(model.get(item.key));
    expect(table.first()?.due).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
    expect(table.size).toBe(model.size);
  }
});
