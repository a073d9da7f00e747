import type { Account } from '../../accounts/accounts.ts';
import { type Alerts, calendarDay, type DayChange, type FanHistory } from '../../alerts/index.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';

/** Fills the history of an account with the days before it, once. */
export type FillHistory = (
  account: Account,
  history: FanHistory | undefined,
  signal: AbortSignal,
) => Promise<FanHistory | undefined>;

/** After a curve that could not be read it is left alone for so long, ms. */
const patience = 3600_000;
/** The days of the curve are those of the site. */
const siteTimezone = 'Asia/Shanghai';

/**
 * Reads the creator centre's curve of the 90 days before, by two requests, the first time an account's history is shown. Without
 * it the history begins with the first poll. `now` in ms of a clock that is never set.
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
      if (!(error instanceof BilibiliRefused || error instanceof BilibiliUnreachable)) throw error;
      failedAt.set(mid, now());
      return history;
    }
  };
}

/** How many came and went on each day. The centre takes cookies alone. */
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
