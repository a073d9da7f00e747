import { describe, expect, it, test } from 'vitest';
import { type ReportSettings, reportsDue, weekdayOf } from '../../src/alerts/report-schedule.ts';
import type { Subscription } from '../../src/alerts/watch-record-parts.ts';
import fc from '../support/fast-check.ts';
import { day, hour, interval, minute, watched } from './site.ts';

const timezone = 'Asia/Shanghai';
/** A moment of January 2026 in Shanghai, ms. */
const at = (date: number, time: number) => Date.UTC(2026, 0, date, time - 8);
const nine = 21 * 60;
const dayOf = (date: number) => Date.UTC(2026, 0, date) / day;

describe('when a report is due', () => {
  const daily: ReportSettings = { at: nine, daily: true, since: at(5, 12) };

  it('daily: from its hour on, once', () => {
    expect(reportsDue(daily, undefined, timezone, at(5, 20))).toEqual({});
    expect(reportsDue(daily, undefined, timezone, at(5, 21))).toEqual({ daily: dayOf(5) });
    expect(reportsDue(daily, { daily: dayOf(5) }, timezone, at(5, 23))).toEqual({});
    expect(reportsDue(daily, { daily: dayOf(5) }, timezone, at(6, 20))).toEqual({});
    expect(reportsDue(daily, { daily: dayOf(5) }, timezone, at(6, 22))).toEqual({ daily: dayOf(6) });
  });

  it('after days away there is one, of the last of them', () => {
    expect(reportsDue(daily, { daily: dayOf(5) }, timezone, at(20, 8))).toEqual({ daily: dayOf(19) });
  });

  it('not of an hour that had passed when it was turned on, nor twice a day when the hour is moved', () => {
    expect(reportsDue({ ...daily, since: at(5, 22) }, undefined, timezone, at(5, 23))).toEqual({});
    const moved = { ...daily, at: 23 * 60, since: at(5, 22) };
    expect(reportsDue(moved, { daily: dayOf(5) }, timezone, at(5, 24))).toEqual({});
  });

  it('also when a clock that was a year ahead has told one, or turned them on', () => {
    const ahead = dayOf(5) + 365;
    expect(reportsDue(daily, { daily: ahead }, timezone, at(6, 22))).toEqual({ daily: dayOf(6) });
    const turnedOn = { ...daily, since: at(5, 12) + 365 * day };
    expect(reportsDue(turnedOn, undefined, timezone, at(6, 22))).toEqual({ daily: dayOf(6) });
    // Set back over midnight, it is the same evening once more.
    expect(reportsDue(daily, { daily: dayOf(6) }, timezone, at(5, 22))).toEqual({});
  });

  it('weekly: on its weekday', () => {
    // The fifth is a Monday.
    expect(weekdayOf(dayOf(5))).toBe(1);
    const weekly: ReportSettings = { at: nine, daily: false, weekly: 3, since: at(5, 12) };
    expect(reportsDue(weekly, undefined, timezone, at(6, 23))).toEqual({});
    expect(reportsDue(weekly, undefined, timezone, at(7, 22))).toEqual({ weekly: dayOf(7) });
    expect(reportsDue(weekly, { weekly: dayOf(7) }, timezone, at(13, 22))).toEqual({});
    expect(reportsDue(weekly, { weekly: dayOf(7) }, timezone, at(15, 3))).toEqual({ weekly: dayOf(14) });
  });

  test('however often it is asked, each day has one at most, and no day after the first goes without', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * 60 }), { minLength: 20, maxLength: 80 });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom('UTC', 'America/New_York'),
        (all, hourOfDay, zone) => {
          const settings: ReportSettings = { at: hourOfDay, daily: true, since: at(1, 0) };
          let now = at(1, 0);
          let reported: NonNullable<Subscription['reported']> = {};
          const told: number[] = [];
          for (const step of all) {
            now += step * minute;
            const due = reportsDue(settings, reported, zone, now);
            if (due.daily !== undefined) told.push(due.daily);
            reported = { ...reported, ...due };
          }
          expect(told).toEqual([...new Set(told)].toSorted((one, other) => one - other));
          const whole = Math.floor((now - at(1, 0)) / day);
          expect(told.length).toBeGreaterThanOrEqual(whole - 1);
        },
      ),
    );
  });
});

describe('an account that is watched', () => {
  const reportsIn = (sent: readonly { notices: readonly { kind: string }[]; at: number }[]) =>
    sent.flatMap(({ notices, at: when }) =>
      notices.filter(({ kind }) => kind.endsWith('Report')).map(({ kind }) => [kind, when] as const),
    );

  it('is reported once a day, also when nothing happens, at no request more', async () => {
    const { alerts, pass, sent, clock, pages, writes } = await watched({ fans: 3 });
    await pass(hour);
    await alerts.changeSubscription(7, 100_001, { reports: { at: nine, daily: true, since: clock.now() } });
    await pass(interval * 4);
    const before = [pages(), writes()];
    expect(before[0]).toBeGreaterThan(0);
    await pass(3 * day);
    const told = reportsIn(sent);
    expect(told.map(([kind]) => kind)).toEqual(['dailyReport', 'dailyReport', 'dailyReport']);
    for (const [, when] of told) {
      // Nine in the evening there is thirteen hours into the day of UTC; a quiet account is polled every quarter of an hour.
      expect((when % day) - 13 * hour).toBeGreaterThanOrEqual(0);
      expect((when % day) - 13 * hour).toBeLessThan(hour / 2);
    }
    // Those of every six hours, and two a report.
    expect(writes() - (before[1] ?? 0)).toBeLessThanOrEqual(12 + 6 + 2);
  });

  it('is reported although nothing else is wanted, and no more once that is turned off', async () => {
    const { alerts, pass, sent, clock } = await watched({ fans: 3 });
    const silent = { fans: false, lost: false, milestones: false };
    const on = { at: nine, daily: true, since: clock.now() };
    await alerts.changeSubscription(7, 100_001, { ...silent, reports: on });
    await pass(day);
    expect(reportsIn(sent)).toHaveLength(1);
    await alerts.changeSubscription(7, 100_001, { reports: { ...on, daily: false } });
    await pass(2 * day);
    expect(reportsIn(sent)).toHaveLength(1);
  });
});
