import { describe, expect, it } from 'vitest';
import type { FanHistory } from '../../../src/alerts/index.ts';
import { catalogues } from '../../../src/bot/text/index.ts';
import { fanStats } from '../../../src/commands/stats/compute-fan-stats.ts';
import { toFanChart } from '../../../src/commands/stats/fan-chart-data.ts';
import { at, history, today } from './sample-history.ts';

describe('the chart', () => {
  it('has a place for every day, and no total for a day without a poll', () => {
    const numbers = fanStats(history, at(115, 'week'));
    expect(toFanChart(numbers, 115, 'week', catalogues.zh)).toEqual({
      title: '粉丝 115',
      subtitle: '近 7 天 +11 · 从 2025-12-22 开始记录',
      gainedWord: '新增',
      lostWord: '取关',
      labels: ['1月25日', '1月26日', '1月27日', '1月28日', '1月29日', '1月30日', '1月31日'],
      totals: [109, null, null, null, 111, null, 115],
      gained: [5, 0, 0, 0, 3, 0, 9],
      lost: [0, 0, 0, 0, 1, 0, 8],
    });
    expect(toFanChart(numbers, 115, 'week', catalogues.en)).toMatchObject({
      title: '115 fans',
      subtitle: 'Last 7 days +11 · recorded since 2025-12-22',
      labels: expect.arrayContaining(['Jan 25']),
    });
  });

  it.each([
    ['year', 41],
    ['quarter', 41],
    ['month', 30],
  ] as const)('of a %s begins where the history does: %i days', (span, days) => {
    expect(toFanChart(fanStats(history, at(115, span)), 115, span, catalogues.en).totals).toHaveLength(days);
  });

  it('of one day shows a week', () => {
    const first: FanHistory = { days: [[today, 5, 0, 0]], hours: [] };
    const { totals, subtitle } = toFanChart(fanStats(first, at(5, 'month')), 5, 'month', catalogues.en);
    expect(totals).toEqual([null, null, null, null, null, null, 5]);
    expect(subtitle).toBe('recorded since 2026-01-31');
  });
});
