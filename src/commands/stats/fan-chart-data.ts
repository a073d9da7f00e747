import { formatChange, formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import { day as dayLength } from '../../time-units.ts';
import { type FanStats, formatCalendarDay, type StatsSpan } from './compute-fan-stats.ts';
import type { FanChart } from './run-fan-chart-worker.ts';

/** Converts statistics into a chart: its words and one value per day. `total` is the current number of fans. */
export function toFanChart(numbers: FanStats, total: number, span: StatsSpan, texts: Texts): FanChart {
  const words = texts.stats.picture;
  const byDay = new Map(numbers.days.map((one) => [one.day, one]));
  const all = Array.from({ length: numbers.to - numbers.from + 1 }, (_, index) => numbers.from + index);
  const change =
    numbers.change === undefined ? [] : [`${texts.stats.last[span]} ${formatChange(numbers.change)}`];
  return {
    title: words.title(formatCount(total)),
    subtitle: [...change, words.since(formatCalendarDay(numbers.since))].join(' · '),
    gainedWord: words.gained,
    lostWord: words.lost,
    labels: all.map((day) => {
      const date = new Date(day * dayLength);
      return words.day(date.getUTCMonth() + 1, date.getUTCDate());
    }),
    totals: all.map((day) => (day === numbers.to ? total : (byDay.get(day)?.total ?? null))),
    gained: all.map((day) => byDay.get(day)?.gained ?? 0),
    lost: all.map((day) => byDay.get(day)?.lost ?? 0),
  };
}
