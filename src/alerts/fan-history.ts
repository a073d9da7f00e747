import { followsOpenly } from '../api/index.ts';
import type { WatchRecord } from '../storage/index.ts';
import { calendarDay, startOfDay } from './calendar-day.ts';
import type { FanDiff, SeenFans } from './diff-fans.ts';
import { day as dayLength, hour as hourLength } from './time-units.ts';

/** How the number of fans went; see the record. */
export type FanHistory = NonNullable<WatchRecord['history']>;

/** A calendar day; what came and went on it is what the polls of that day have seen. */
export interface FanDay {
  /** Days since 1970, as the calendar of the chat has them. */
  day: number;
  /** The last total seen on it. */
  total: number;
  gained: number;
  lost: number;
}

/** How many came and went on a calendar day, as the site counts them. */
export type DayChange = Omit<FanDay, 'total'>;

/** What a good poll has seen. */
export interface PolledTotal {
  /** ms */
  at: number;
  /** IANA name: whose calendar says which day it is. */
  timezone: string;
  total: number;
  gained: number;
  lost: number;
  /** How many of the newcomers have many fans themselves. */
  big: number;
  /** How many fans the owner has followed back. */
  followedBack: number;
}

const mostDays = 400;

const mostHours = 48;

/** The history with one more poll in it; the oldest days and hours make room. */
export function recordTotal(history: FanHistory | undefined, polled: PolledTotal): FanHistory {
  const { at, timezone, total, gained, lost, big, followedBack } = polled;
  const written = calendarDay(at, timezone);
  const hour = Math.floor(at / hourLength);
  // What a clock that was wrong has dated into the future goes.
  const days = history?.days.filter(([one]) => one <= written + 1) ?? [];
  const hours = history?.hours.filter(([one]) => one < hour && one > hour - mostHours) ?? [];
  const newcomers = history?.newcomers?.filter(([one]) => one <= written + 1) ?? [];
  // Chats in several timezones may watch one account: the calendar does not go back from one to the other.
  const day = Math.max(written, days.at(-1)?.[0] ?? 0);
  const today = days.at(-1)?.[0] === day ? days.at(-1) : undefined;
  const [, , gainedBefore = 0, lostBefore = 0] = today ?? [];
  const [, bigBefore = 0, backBefore = 0] = newcomers.find(([one]) => one === day) ?? [];
  const social = [day, bigBefore + big, backBefore + followedBack] as [number, number, number];
  return {
    days: [
      ...days.filter(([one]) => one !== day),
      [day, total, gainedBefore + gained, lostBefore + lost] as [number, number, number, number],
    ].slice(-mostDays),
    hours: [...hours, [hour, total] as [number, number]],
    newcomers: [
      ...newcomers.filter(([one]) => one !== day),
      ...(social[1] + social[2] > 0 ? [social] : []),
    ].slice(-mostDays),
    ...(history?.filled && { filled: true }),
  };
}

/**
 * The history after a good poll of an account.
 * @param before the record as it was
 * @param big how many of the newcomers have many fans themselves
 */
export function recordPoll(
  before: WatchRecord,
  {
    seen,
    news,
    big = 0,
    at,
    timezone,
  }: {
    seen: SeenFans;
    news: FanDiff;
    big?: number;
    at: number;
    timezone: string;
  },
): FanHistory {
  const first = before.lookedAt === undefined;
  const grown = first ? 0 : seen.total - before.total;
  // Who is new may be more or fewer than the names say; the totals are exact.
  const gained = Math.max(first ? 0 : news.fans.length + news.beyond, grown);
  const known = new Map(before.known);
  const renewed = seen.rows.filter(({ mid, mtime }) => mtime > (known.get(mid) ?? Number.POSITIVE_INFINITY));
  return recordTotal(before.history, {
    at,
    timezone,
    total: seen.total,
    gained,
    lost: gained - grown,
    big,
    followedBack: renewed.filter(({ relation }) => followsOpenly(relation)).length,
  });
}

/**
 * The history with the days before the first poll, as far as they are known without a gap. Their totals follow from that of the
 * first poll and from what came and went since.
 */
export function fillHistory(history: FanHistory, changes: readonly DayChange[]): FanHistory {
  const byDay = new Map(changes.map((change) => [change.day, change]));
  const before: FanHistory['days'] = [];
  const [first] = history.days;
  if (first !== undefined) {
    const [day, totalThen, gainedThen, lostThen] = first;
    const own = byDay.get(day) ?? { gained: gainedThen, lost: lostThen };
    let total = totalThen - own.gained + own.lost;
    for (let change = byDay.get(day - 1); change && total >= 0; change = byDay.get(change.day - 1)) {
      before.unshift([change.day, total, change.gained, change.lost]);
      total -= change.gained - change.lost;
    }
  }
  return { ...history, days: [...before, ...history.days].slice(-mostDays), filled: true };
}

/** The days from `from` to `to` that are known, both included, oldest first. */
export function fanDaysOf({ days }: FanHistory, from: number, to: number): FanDay[] {
  return days
    .filter(([day]) => day >= from && day <= to)
    .map(([day, total, gained, lost]) => ({ day, total, gained, lost }));
}

/** By how much the number of fans has changed: today, and in the last 7 and 30 days; `undefined` where it is not known yet. */
export interface FanChanges {
  today: number | undefined;
  week: number | undefined;
  month: number | undefined;
}

/**
 * The changes as of now (ms). Today counts, so the week is today and the six days before it.
 * @param total how many fans there are now
 */
export function fanChanges(
  history: FanHistory | undefined,
  { now, timezone, total }: { now: number; timezone: string; total: number },
): FanChanges {
  const over = (days: number) => fanChangeOver(history, { days, now, timezone, total });
  return { today: over(1), week: over(7), month: over(30) };
}

/** The change over so many calendar days up to now; `undefined` when it is not known how many there were before them. */
export function fanChangeOver(
  history: FanHistory | undefined,
  { days, now, timezone, total }: { days: number; now: number; timezone: string; total: number },
): number | undefined {
  const first = calendarDay(now, timezone) - days + 1;
  const before = totalAt(history, startOfDay(first, timezone)) ?? totalBefore(history, first, days);
  return before === undefined ? undefined : total - before;
}

/** The change over so many hours, two days at most; `undefined` when it is not known how many there were then. */
export function fanChangeOverHours(
  history: FanHistory | undefined,
  { hours, now, total }: { hours: number; now: number; total: number },
): number | undefined {
  const before = totalAt(history, now - (hours - 1) * hourLength);
  return before === undefined ? undefined : total - before;
}

/** The total at a moment (ms) of the last two days; `undefined` when nothing was polled in the day before it. */
function totalAt(history: FanHistory | undefined, at: number): number | undefined {
  const last = history?.hours.findLast(([hour]) => (hour + 1) * hourLength <= at);
  return last && at - last[0] * hourLength <= dayLength ? last[1] : undefined;
}

/** The total at the end of the day before; one a little older will do, the longer the time that is asked about. */
function totalBefore(history: FanHistory | undefined, day: number, days: number): number | undefined {
  const oldest = day - Math.max(1, Math.floor(days / 7));
  return history?.days.findLast(([one]) => one < day && one >= oldest)?.[1];
}
