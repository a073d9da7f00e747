import type { Account } from '../../accounts/accounts.ts';
import type { Alerts, DayChange, FanHistory } from '../../alerts/index.ts';
import { isSiteFailure } from '../../api/index.ts';
import { calendarDay } from '../../calendar-day.ts';
import { hour } from '../../time-units.ts';

/** Fills the history of an account with the days before its first poll, once. */
export type FillHistory = (
  account: Account,
  history: FanHistory | undefined,
  signal: AbortSignal,
) => Promise<FanHistory | undefined>;

/** Pause after the curve could not be read, ms. */
const patience = hour;
/** The curve has days of this timezone. */
const siteTimezone = 'Asia/Shanghai';

/**
 * Reads the creator centre's curve of the last 90 days, in two requests, when an account's history is first
 * shown. Without it the history starts at the first poll. `now` in ms of a monotonic clock.
 */
export function createHistoryFiller({
  alerts,
  now,
}: {
  alerts: Pick<Alerts, 'fillHistory'>;
  now: () => number;
}): FillHistory {
  const failedAt = new Map<number, number>();
  return async (account, history, signal) => {
    const { mid } = account;
    const rested = now() - (failedAt.get(mid) ?? Number.NEGATIVE_INFINITY) > patience;
    if (history === undefined || history.filled === true || !rested) return history;
    try {
      const curve = await readCurve(account, signal);
      failedAt.delete(mid);
      return (await alerts.fillHistory(mid, curve)) ?? history;
    } catch (error) {
      if (!isSiteFailure(error)) throw error;
      failedAt.set(mid, now());
      return history;
    }
  };
}

/** Gains and losses of each day. The creator centre accepts only cookies. */
async function readCurve({ session }: Account, signal: AbortSignal): Promise<DayChange[]> {
  if (session.credential.kind !== 'cookie') return [];
  const came = await session.creator.fansGraph({ type: 'follow' }, { signal });
  const went = await session.creator.fansGraph({ type: 'unfollow' }, { signal });
  const lost = new Map(went.map(({ day, count }) => [day, Math.abs(count)]));
  return came.map(({ day, count }) => ({
    day: calendarDay(day * 1000, siteTimezone),
    gained: Math.abs(count),
    lost: lost.get(day) ?? 0,
  }));
}
