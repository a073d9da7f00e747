import { calendarDay, type FanDay, type FanHistory, fanChangeOver, fanDaysOf } from '../../alerts/index.ts';
import type { CallbackOf } from '../../bot/callback-data.ts';

/** How far back one looks. */
export type StatsSpan = CallbackOf<'stats'>['span'];

/** How many days that is. */
const daysIn: Readonly<Record<StatsSpan, number>> = { week: 7, month: 30, quarter: 90, year: 365 };

/** The days of a history that are shown, and what they add up to. */
export interface FanStats {
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
const fewestDays = 7;
const dayLength = 24 * 3600_000;

/** What a history says of the last days; `total` is that of now (ms). */
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

/** By how much a day has changed the total. */
export function netChange({ gained, lost }: FanDay): number {
  return gained - lost;
}
