import { describe, expect, it } from 'vitest';
import type { FanHistory } from '../../../src/alerts/index.ts';
import { fanStats } from '../../../src/commands/stats/fan-stats.ts';

const today = Date.UTC(2026, 0, 31) / 86_400_000;
const now = Date.UTC(2026, 0, 31, 12);
const at = (total: number, span: 'week' | 'month' | 'quarter' | 'year') => ({
  span,
  now,
  timezone: 'UTC',
  total,
});
const history: FanHistory = {
  days: [
    [today - 40, 90, 0, 0],
    [today - 10, 100, 12, 2],
    [today - 7, 104, 6, 2],
    [today - 6, 109, 5, 0],
    [today - 2, 111, 3, 1],
    [today, 112, 9, 8],
  ],
  hours: [],
  newcomers: [
    [today - 10, 2, 1],
    [today - 2, 1, 4],
  ],
};

describe('the numbers', () => {
  it('add up what came in the span, and no more', () => {
    expect(fanStats(history, at(115, 'week'))).toMatchObject({
      gained: 17,
      lost: 9,
      best: { day: today - 6 },
      big: 1,
      followedBack: 4,
      change: 11,
      since: today - 40,
    });
    expect(fanStats(history, at(115, 'month'))).toMatchObject({
      gained: 35,
      lost: 13,
      best: { day: today - 10 },
      big: 3,
      followedBack: 5,
      // Nobody had looked near the day before.
      change: undefined,
    });
  });

  it('know no best day when none brought anything', () => {
    const flat: FanHistory = { days: [[today, 5, 2, 2]], hours: [] };
    expect(fanStats(flat, at(5, 'month')).best).toBeUndefined();
  });
});
