import { calendarDay, type FanDay, type FanHistory, fanChangeOver, fanDaysOf } from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { formatChange, formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';
import type { FanChart } from './fan-chart-renderer.ts';

/** How far back one looks. */
export type StatsSpan = CallbackOf<'stats'>['span'];

/** How many days that is. */
const daysIn: Readonly<Record<StatsSpan, number>> = { week: 7, month: 30, quarter: 90, year: 365 };

/** The days of a history that are shown, and what they add up to. */
export interface FanNumbers {
  /** Those that are known, oldest first. */
  days: FanDay[];
  /** The first and last day that is shown, and the first one that is known of at all; days since 1970. */
  from: number;
  to: number;
  since: number;
  gained: number;
  lost: number;
  /** The day that brought the most; `undefined` when none brought more than it took. */
  best: FanDay | undefined;
  /** Of those who came: with many fans themselves. */
  big: number;
  followedBack: number;
  /** `undefined` where it is not known how many there were before. */
  change: number | undefined;
}

/** However little is known, as many days are shown. */
const fewest = 7;
const dayLength = 24 * 3600_000;

/** What a history says of the last days; `total` is that of now (ms). */
export function fanNumbers(
  history: FanHistory,
  { span, now, timezone, total }: { span: StatsSpan; now: number; timezone: string; total: number },
): FanNumbers {
  const to = calendarDay(now, timezone);
  const wanted = to - daysIn[span] + 1;
  const since = history.days[0]?.[0] ?? to;
  const days = fanDaysOf(history, wanted, to);
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  const newcomers = history.newcomers?.filter(([day]) => day >= wanted && day <= to) ?? [];
  const best = days.toSorted((one, other) => netChange(other) - netChange(one))[0];
  return {
    days,
    from: Math.max(wanted, Math.min(since, to - fewest + 1)),
    to,
    since,
    gained: sum(days.map(({ gained }) => gained)),
    lost: sum(days.map(({ lost }) => lost)),
    best: best && netChange(best) > 0 ? best : undefined,
    big: sum(newcomers.map(([, big]) => big)),
    followedBack: sum(newcomers.map(([, , back]) => back)),
    change: fanChangeOver(history, { days: daysIn[span], now, timezone, total }),
  };
}

/** The picture of those numbers. */
export function toFanChart(numbers: FanNumbers, total: number, span: StatsSpan, texts: Texts): FanChart {
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

/** `2026-01-31`; `day` in days since 1970. */
export function formatCalendarDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** By how much a day has changed the total. */
export function netChange({ gained, lost }: FanDay): number {
  return gained - lost;
}
