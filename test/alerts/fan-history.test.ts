import { describe, expect, it, test } from 'vitest';
import {
  fanChangeOver,
  fanChanges,
  fanDaysOf,
  fillHistory,
  recordTotal,
} from '../../src/alerts/fan-history.ts';
import type { FanHistory } from '../../src/alerts/index.ts';
import { calendarDay } from '../../src/calendar-day.ts';
import fc from '../support/fast-check.ts';
import { chat, day, hour, me, minute, watched } from './site.ts';

const timezone = 'Asia/Shanghai';
const quiet = { gained: 0, lost: 0, big: 0, followedBack: 0 };
/** Noon of a day in January 2026 in Shanghai, ms. */
const noon = (date: number) => Date.UTC(2026, 0, date, 4);
const at = (time: number, total: number, rest: Partial<typeof quiet> = {}) => ({
  at: time,
  timezone,
  total,
  ...quiet,
  ...rest,
});
const historyOf = (...polls: readonly ReturnType<typeof at>[]) =>
  polls.reduce<FanHistory | undefined>(recordTotal, undefined);

describe('days', () => {
  it('add up what came and went, and keep the last total', () => {
    const history = historyOf(
      at(noon(5), 100, { gained: 3 }),
      at(noon(5) + hour, 99, { lost: 1 }),
      at(noon(6), 104, { gained: 5, big: 1, followedBack: 2 }),
    );
    const first = calendarDay(noon(5), timezone);
    expect(history && fanDaysOf(history, first, first + 1)).toEqual([
      { day: first, total: 99, gained: 3, lost: 1 },
      { day: first + 1, total: 104, gained: 5, lost: 0 },
    ]);
    expect(history?.newcomers).toEqual([[first + 1, 1, 2]]);
  });

  test('whatever is polled when, they rise, and there are no more than a record takes', () => {
    const polls = fc.array(
      fc.record({
        step: fc.integer({ min: -3 * day, max: 30 * day }),
        total: fc.nat(),
        zone: fc.constantFrom('Asia/Shanghai', 'America/Los_Angeles'),
      }),
      { maxLength: 600 },
    );
    fc.assert(
      fc.property(polls, (steps) => {
        let [now, history]: [number, FanHistory | undefined] = [noon(1), undefined];
        for (const { step, total, zone } of steps) {
          now += step;
          history = recordTotal(history, { ...at(now, total), timezone: zone });
        }
        const { days = [], hours = [] } = history ?? {};
        const rises = (rows: readonly (readonly number[])[]) =>
          rows.every(([one = 0], index) => index === 0 || one > (rows[index - 1]?.[0] ?? 0));
        expect(rises(days) && rises(hours)).toBe(true);
        expect(days.length <= 400 && hours.length <= 48).toBe(true);
        if (steps.length > 0) expect(days.at(-1)?.[1]).toBe(steps.at(-1)?.total);
      }),
      { numRuns: 30 },
    );
  });
});

describe('changes', () => {
  const changes = (history: FanHistory | undefined, now: number, total: number) =>
    fanChanges(history, { now, timezone, total });

  it('are not known before there was a day before', () => {
    const unknown = { today: undefined, week: undefined, month: undefined };
    expect(changes(undefined, noon(5), 100)).toEqual(unknown);
    expect(changes(historyOf(at(noon(5), 100)), noon(5) + hour, 130)).toEqual(unknown);
  });

  it('today is since midnight, a week since the midnight six days before', () => {
    const history = historyOf(
      ...Array.from({ length: 8 }, (_, index) => at(noon(1 + index), 100 + 10 * index)),
    );
    expect(changes(history, noon(8), 175)).toEqual({ today: 15, week: 75, month: undefined });
  });

  it('midnight is that of the reader, to the hour, whoever else watches', () => {
    const history = historyOf(at(Date.UTC(2026, 0, 5, 15, 30), 100), at(Date.UTC(2026, 0, 5, 23, 30), 120));
    const now = Date.UTC(2026, 0, 6, 2);
    expect(fanChangeOver(history, { days: 1, now, timezone: 'Asia/Shanghai', total: 125 })).toBe(25);
    expect(fanChangeOver(history, { days: 1, now, timezone: 'Europe/London', total: 125 })).toBe(5);
  });

  it('what came in a long time without a look is not said to have come today', () => {
    const history = historyOf(at(noon(1), 100), at(noon(9), 150));
    expect(changes(history, noon(9), 150)).toMatchObject({ today: undefined, week: undefined });
  });

  it('a day that a clock dated into the future does not stay', () => {
    const history = historyOf(at(noon(5), 100), at(noon(5) + 300 * day, 90), at(noon(6), 104));
    expect(history?.days.map(([, total]) => total)).toEqual([100, 104]);
    expect(changes(history, noon(6), 104)).toMatchObject({ today: 4 });
  });
});

describe('the days before the first poll', () => {
  const first = calendarDay(noon(5), timezone);
  const change = (before: number, gained: number, lost: number) => ({ day: first - before, gained, lost });

  it('have their totals from what came and went since, as far back as there is no gap', () => {
    const history = historyOf(at(noon(5), 100), at(noon(6), 104, { gained: 4 }));
    const filled = fillHistory(history as FanHistory, [
      change(5, 9, 9),
      change(3, 4, 1),
      change(2, 10, 0),
      change(1, 3, 2),
      change(0, 6, 1),
      change(-1, 7, 0),
    ]);
    expect(filled.days).toEqual([
      [first - 3, 84, 4, 1],
      [first - 2, 94, 10, 0],
      [first - 1, 95, 3, 2],
      [first, 100, 0, 0],
      [first + 1, 104, 4, 0],
    ]);
    expect(recordTotal(filled, at(noon(7), 104)).filled).toBe(true);
  });

  it('end where they would make less than nobody', () => {
    const filled = fillHistory(historyOf(at(noon(5), 10)) as FanHistory, [change(1, 30, 0), change(2, 1, 0)]);
    expect(filled.days).toEqual([
      [first - 1, 10, 30, 0],
      [first, 10, 0, 0],
    ]);
  });

  it('are asked for once, also when there are none', () => {
    expect(fillHistory(historyOf(at(noon(5), 10)) as FanHistory, [])).toMatchObject({ filled: true });
  });
});

describe('an account that is watched', () => {
  it('has its history from the first look on, with who came, who went and who was followed back', async () => {
    const { alerts, world, poll, pass, clock, pages } = await watched({ fans: 1200 });
    const history = async () => (await alerts.subscription(chat, me))?.history;
    expect(await history()).toMatchObject({ days: [[expect.any(Number), 1200, 0, 0]], newcomers: [] });
    const before = clock.now();
    await pass(day);
    pages();
    const fans = world.gainFans(me, 3);
    for (const fan of world.fansOf(me).slice(-2)) world.unfollow(fan, me);
    await poll();
    await clock.advance(minute);
    world.followBack(me, fans[0] ?? 0);
    await poll();
    expect(pages()).toBe(2);
    const today = calendarDay(clock.now(), timezone);
    expect(today - calendarDay(before, timezone)).toBe(1);
    expect(await history()).toMatchObject({ newcomers: [[today, 0, 1]] });
    expect((await history())?.days.at(-1)).toEqual([today, 1201, 3, 2]);
  });

  it('has it written no more often than before when nothing happens', async () => {
    const { poll, pass, writes, alerts } = await watched({ fans: 3 });
    const before = writes();
    for (let count = 0; count < 5; count += 1) await poll();
    expect(writes()).toBe(before);
    await pass(3 * day);
    expect(writes() - before).toBeLessThanOrEqual(13);
    const days = (await alerts.subscription(chat, me))?.history?.days ?? [];
    expect(days.map(([, total]) => total)).toEqual([3, 3, 3, 3]);
  });
});
