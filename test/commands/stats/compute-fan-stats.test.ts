import { describe, expect, it } from 'vitest';
import type { FanHistory } from '../../../src/alerts/index.ts';
import { fanStats } from '../../../src/commands/stats/compute-fan-stats.ts';
import { at, history, today } from './sample-history.ts';

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
