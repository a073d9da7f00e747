import { type FanDay, type FanHistory, fanChangeOver, fanDaysOf } from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';
import { calendarDay } from '../../calendar-day.ts';
import { day as dayLength } from '../../time-units.ts';

/** The period of the statistics. */
export type StatsSpan = CallbackOf<'stats'>['span'];

/** Days in each period. */
const daysIn: Readonly<Record<StatsSpan, number>> = { week: 7, month: 30, quarter: 90, year: 365 };

/** The days shown, and their totals. */
export interface FanStats {
  /** Known days, oldest first. */
  days: FanDay[];
  /** The first and last day shown, and the first known day; days since 1970. */
  from: number;
  to: number;
  since: number;
  gained: number;
  lost: number;
  /** The day with the largest net gain; `undefined` when no day had one. */
  best: FanDay | undefined;
  /** Newcomers who have many fans themselves. */
  big: number;
  followedBack: number;
  /** Change of the total; `undefined` when the earlier number is unknown. */
  change: number | undefined;
}

/** Days shown at least, even if fewer are known. */
const fewestDays = 7;

/** Computes the statistics of a period; `total` is the number of fans at `now` (ms since 1970). */
export function fanStats(
  history: FanHistory,
  { span, now, timezone, total }: { span: StatsSpan; now: number; timezone: string; total: number },
): FanStats {
  const to = calendarDay(now, timezone);
  const wanted = to - daysIn[span] + 1;
  const since = history.days[0]?.[0] ?? to;
  const days = fanDaysOf(history, wanted, to);
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  const newcomers = history.newcomers?.filter(([day]) => day >= wanted && day <= to) ?? [];
  const best = days.toSorted((one, other) => netChange(other) - netChange(one))[0];
  return {
    days,
    from: Math.max(wanted, Math.min(since, to - fewestDays + 1)),
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

/** `2026-01-31`; `day` in days since 1970. */
export function formatCalendarDay(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** Net change of a day. */
export function netChange({ gained, lost }: FanDay): number {
  return gained - lost;
}
