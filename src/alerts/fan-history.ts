import { followsOpenly } from '../api/index.ts';
import { calendarDay, startOfDay } from '../calendar-day.ts';
import type { WatchRecord } from '../storage/index.ts';
import { day as dayLength, hour as hourLength } from '../time-units.ts';
import type { FanDiff, SeenFans } from './diff-fans.ts';

/** The number of fans over time; see the record. */
export type FanHistory = NonNullable<WatchRecord['history']>;

/** A calendar day, with the fans gained and lost that the day's polls have seen. */
export interface FanDay {
  /** Days since 1970, in the chat's timezone. */
  day: number;
  /** The last total of the day. */
  total: number;
  gained: number;
  lost: number;
}

/** Fans gained and lost on a calendar day, as counted by the site. */
export type DayChange = Omit<FanDay, 'total'>;

/** What a successful poll adds to the history. */
export interface PolledTotal {
  /** ms */
  at: number;
  /** IANA timezone that decides the calendar day. */
  timezone: string;
  total: number;
  gained: number;
  lost: number;
  /** How many of the new fans have many fans themselves. */
  big: number;
  /** How many fans the account has followed back. */
  followedBack: number;
}

const maxDays = 400;

const maxHours = 48;

/** Adds a poll to the history; drops the oldest days and hours. */
export function recordTotal(history: FanHistory | undefined, polled: PolledTotal): FanHistory {
  const { at, timezone, total, gained, lost, big, followedBack } = polled;
  const written = calendarDay(at, timezone);
  const hour = Math.floor(at / hourLength);
  // Drops entries that a wrong clock has dated into the future.
  const days = history?.days.filter(([one]) => one <= written + 1) ?? [];
  const hours = history?.hours.filter(([one]) => one < hour && one > hour - maxHours) ?? [];
  const newcomers = history?.newcomers?.filter(([one]) => one <= written + 1) ?? [];
  // Chats in different timezones may watch one account; the calendar day must not go back between them.
  const day = Math.max(written, days.at(-1)?.[0] ?? 0);
  const today = days.at(-1)?.[0] === day ? days.at(-1) : undefined;
  const [, , gainedBefore = 0, lostBefore = 0] = today ?? [];
  const [, bigBefore = 0, backBefore = 0] = newcomers.find(([one]) => one === day) ?? [];
  const social = [day, bigBefore + big, backBefore + followedBack] as [number, number, number];
  return {
    days: [
      ...days.filter(([one]) => one !== day),
      [day, total, gainedBefore + gained, lostBefore + lost] as [number, number, number, number],
    ].slice(-maxDays),
    hours: [...hours, [hour, total] as [number, number]],
    newcomers: [
      ...newcomers.filter(([one]) => one !== day),
      ...(social[1] + social[2] > 0 ? [social] : []),
    ].slice(-maxDays),
    ...(history?.filled && { filled: true }),
  };
}

/**
 * The history after a successful poll of an account.
 * @param before the record before the poll
 */
export function recordPoll(
  before: WatchRecord,
  { seen, news, ...polled }: Pick<PolledTotal, 'at' | 'timezone' | 'big'> & { seen: SeenFans; news: FanDiff },
): FanHistory {
  const first = before.lookedAt === undefined;
  const grown = first ? 0 : seen.total - before.total;
  // The named new fans may be more or fewer than the real number; the totals are exact.
  const gained = Math.max(first ? 0 : news.fans.length + news.beyond, grown);
  const known = new Map(before.known);
  const renewed = seen.rows.filter(({ mid, mtime }) => mtime > (known.get(mid) ?? Number.POSITIVE_INFINITY));
  return recordTotal(before.history, {
    ...polled,
    total: seen.total,
    gained,
    lost: gained - grown,
    followedBack: renewed.filter(({ relation }) => followsOpenly(relation)).length,
  });
}

/**
 * Adds the days before the first poll, as far as they are known without a gap. Their totals are computed from
 * that of the first poll and the daily changes.
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
  return { ...history, days: [...before, ...history.days].slice(-maxDays), filled: true };
}

/** The recorded days from `from` to `to`, both included, oldest first. */
export function fanDaysOf({ days }: FanHistory, from: number, to: number): FanDay[] {
  return days
    .filter(([day]) => day >= from && day <= to)
    .map(([day, total, gained, lost]) => ({ day, total, gained, lost }));
}

/** The change in the number of fans today and in the last 7 and 30 days; `undefined` where unknown. */
export interface FanChanges {
  today: number | undefined;
  week: number | undefined;
  month: number | undefined;
}

/**
 * The changes up to `now` (ms). Today is included, so a week is today and the six days before.
 * @param total the current number of fans
 */
export function fanChanges(
  history: FanHistory | undefined,
  { now, timezone, total }: { now: number; timezone: string; total: number },
): FanChanges {
  const over = (days: number) => fanChangeOver(history, { days, now, timezone, total });
  return { today: over(1), week: over(7), month: over(30) };
}

/** The change over a number of calendar days up to now; `undefined` when the earlier total is unknown. */
export function fanChangeOver(
  history: FanHistory | undefined,
  { days, now, timezone, total }: { days: number; now: number; timezone: string; total: number },
): number | undefined {
  const first = calendarDay(now, timezone) - days + 1;
  const before = totalAt(history, startOfDay(first, timezone)) ?? totalBefore(history, first, days);
  return before === undefined ? undefined : total - before;
}

/** The change over a number of hours, at most 48; `undefined` when the earlier total is unknown. */
export function fanChangeOverHours(
  history: FanHistory | undefined,
  { hours, now, total }: { hours: number; now: number; total: number },
): number | undefined {
  const before = totalAt(history, now - (hours - 1) * hourLength);
  return before === undefined ? undefined : total - before;
}

/**
 * The total at a time (ms) in the last two days; `undefined` when there was no poll in the 24 hours before
 * it.
 */
function totalAt(history: FanHistory | undefined, at: number): number | undefined {
  const last = history?.hours.findLast(([hour]) => (hour + 1) * hourLength <= at);
  return last && at - last[0] * hourLength <= dayLength ? last[1] : undefined;
}

/**
 * The total at the end of the previous day, or of a slightly earlier one: the longer the period, the older it
 * may be.
 */
function totalBefore(history: FanHistory | undefined, day: number, days: number): number | undefined {
  const oldest = day - Math.max(1, Math.floor(days / 7));
  return history?.days.findLast(([one]) => one < day && one >= oldest)?.[1];
}

/** The timezone of a chat (IANA name), which decides the days of its history. */
export type TimezoneOf = (chat: number) => Promise<string>;
