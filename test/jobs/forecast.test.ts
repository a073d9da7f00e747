import { describe, expect, it } from 'vitest';
import { type ForecastInput, forecast } from '../../src/jobs/index.ts';
import fc from '../support/fast-check.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Six in the evening; the quota is new at midnight. */
const now = Date.UTC(2026, 10, 26, 18);
const renewsAt = Date.UTC(2026, 10, 27);

function of(
  count: number,
  changes: Partial<ForecastInput> = {},
  quota: Partial<ForecastInput['quota']> = {},
) {
  return forecast({
    action: 'unfollow',
    count,
    quota: { left: 200, daily: 200, renewsAt, ...quota },
    pace: { read: 1000, write: 4000 },
    now,
    ...changes,
  });
}

const dayOf = (time: number | undefined) => new Date(time ?? 0).toISOString().slice(5, 10);

describe('how long work takes', () => {
  it('at the pace of the requests: a write each, or one for fifty', () => {
    const kick = of(100, { action: 'kick' });
    expect(kick.milliseconds).toBeGreaterThanOrEqual(100 * 4000);
    expect(kick.milliseconds).toBeLessThan(110 * 4250);
    expect(kick).toMatchObject({ days: 1, doneAt: now + kick.milliseconds });
    expect(of(100, { action: 'follow' }).milliseconds).toBeLessThan(15_000);
  });

  it.each([
    [688, 200, 200, 4, '11-29'],
    [688, 0, 200, 5, '11-30'],
    [200, 200, 200, 1, '11-26'],
    [201, 200, 200, 2, '11-27'],
    [400, 200, 200, 2, '11-27'],
    [401, 200, 200, 3, '11-28'],
    [200, 0, 100, 3, '11-28'],
  ])('%i people with %i left of %i a day: %i days, done on %s', (count, left, daily, days, done) => {
    const forecasted = of(count, {}, { left, daily });
    expect(forecasted.days).toBe(days);
    expect(dayOf(forecasted.doneAt)).toBe(done);
    expect(forecasted.quotaLeft).toBe(left);
  });

  it('is never when there is no quota at all, and groups take none', () => {
    expect(of(1, {}, { left: 0, daily: 0 })).toMatchObject({
      days: Number.POSITIVE_INFINITY,
      doneAt: undefined,
    });
    expect(of(500, { action: 'group' }, { left: 0, daily: 0 }).days).toBe(1);
    expect(of(0, {}, { left: 0, daily: 0 })).toMatchObject({ days: 1, doneAt: now });
  });

  it('goes past midnight, and over days, by the pace alone as well', () => {
    const slow = of(20_000, {}, { left: 20_000, daily: 20_000 });
    expect(slow.milliseconds).toBeGreaterThan(20_000 * 4000);
    expect(slow.days).toBe(1 + Math.ceil((now + slow.milliseconds - renewsAt) / day));
  });

  it('is never longer for fewer people, or with more of the day left', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 3000 }),
        fc.nat({ max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        (count, left, daily) => {
          const { doneAt = 0, days } = of(count, {}, { left, daily });
          const more = of(count + 1, {}, { left, daily });
          expect(more.doneAt).toBeGreaterThanOrEqual(doneAt);
          expect(more.days).toBeGreaterThanOrEqual(days);
          expect(of(count, {}, { left: left + 1, daily }).doneAt).toBeLessThanOrEqual(doneAt);
        },
      ),
    );
  });
});
