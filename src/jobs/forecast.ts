import { countsAgainstQuota, type RequestSpacing, workingTime } from './action-policy.ts';
import type { JobAction } from './job.ts';
import type { Quota } from './quota.ts';

const day = 24 * 60 * 60 * 1000;

/** How long work on many people takes. */
export interface Forecast {
  /** The work alone, without the days it waits for quota; ms. */
  milliseconds: number;
  /** How many times it waits for the next day's quota; Infinity when there never is any. */
  nights: number;
  /** On how many days something is done, today included; Infinity when it would never end. */
  days: number;
  /** About when it is done, ms since 1970; `undefined` when it would never be, since there is no quota at all. */
  doneAt: number | undefined;
  /** People the account may still write for today. */
  quotaLeft: number;
  /** When it was forecast; ms since 1970. */
  madeAt: number;
}

/** What a forecast is worked out from; times in ms since 1970. */
export interface ForecastInput {
  action: JobAction;
  /** People still to be written for. */
  count: number;
  quota: { left: number; daily: number; renewsAt: number };
  pace: RequestSpacing;
  now: number;
}

/** Work still to be done for people, as the account `mid`. */
export interface PendingWork {
  mid: number;
  action: JobAction;
  count: number;
}

/** Forecasts work with the quota as it is now. */
export type ForecastOf = (work: PendingWork) => Promise<Forecast>;

/** Works out how long `count` people take: at the pace of the requests, and no more of them a day than the quota lets. */
export function forecast({ action, count, quota, pace, now }: ForecastInput): Forecast {
  const { left, daily, renewsAt } = quota;
  const known = { milliseconds: workingTime(action, count, pace), quotaLeft: left, madeAt: now };
  const waiting = countsAgainstQuota(action) ? Math.max(0, count - left) : 0;
  if (waiting > 0 && daily <= 0)
    return { ...known, nights: Number.POSITIVE_INFINITY, days: Number.POSITIVE_INFINITY, doneAt: undefined };
  const nights = waiting === 0 ? 0 : Math.ceil(waiting / daily);
  const onLastDay = waiting - (nights - 1) * daily;
  const lastDayDone = renewsAt + (nights - 1) * day + workingTime(action, onLastDay, pace);
  const doneAt = Math.max(now + known.milliseconds, nights === 0 ? now : lastDayDone);
  return { ...known, nights, days: 1 + Math.max(0, Math.ceil((doneAt - renewsAt) / day)), doneAt };
}

/**
 * `now` in ms since 1970.
 * @example
 * const forecastOf = createForecasts({ quota, pace: { read: 1000, write: 2000 }, now: Date.now });
 * const { milliseconds, nights } = await forecastOf({ mid, action: 'follow', count: 300 });
 */
export function createForecasts(deps: {
  quota: Pick<Quota, 'daily' | 'left' | 'renewsAt'>;
  pace: RequestSpacing;
  now: () => number;
}): ForecastOf {
  const { quota, pace, now } = deps;
  return async ({ mid, action, count }) => {
    const left = await quota.left(mid);
    const today = { left, daily: quota.daily, renewsAt: quota.renewsAt() };
    return forecast({ action, count, quota: today, pace, now: now() });
  };
}
