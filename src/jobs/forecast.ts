import { day } from '../time-units.ts';
import type { JobAction } from './job.ts';
import type { Quota } from './quota.ts';
import { countsAgainstQuota, type RequestSpacing, workingTime } from './rules-of-each-action.ts';

/** How long a bulk job takes. */
export interface Forecast {
  /** Working time without waits for the next day's quota; ms. */
  milliseconds: number;
  /** How many times it waits for the next day's quota; Infinity when the daily quota is 0. */
  nights: number;
  /** On how many days it works, today included; Infinity when it never ends. */
  days: number;
  /** Estimated end, ms since 1970; `undefined` when the daily quota is 0 and it never ends. */
  doneAt: number | undefined;
  /** How many people of today's quota are left. */
  quotaLeft: number;
  /** When the forecast was made, ms since 1970. */
  madeAt: number;
}

/** Input of {@link forecast}; times in ms since 1970. */
export interface ForecastInput {
  action: JobAction;
  /** People left to write for. */
  count: number;
  quota: { left: number; daily: number; renewsAt: number };
  pace: RequestSpacing;
  now: number;
}

/** Remaining work of the account `mid`; `count` in people. */
export interface PendingWork {
  mid: number;
  action: JobAction;
  count: number;
}

/** Forecasts remaining work with the account's current quota. */
export type ForecastOf = (work: PendingWork) => Promise<Forecast>;

/** Computes how long `count` people take at the given request spacing and daily quota. */
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
 * Creates a {@link ForecastOf}; `now` in ms since 1970.
 * @example
 * const forecastOf = createJobForecasts({ quota, pace: { read: 1000, write: 2000 }, now: Date.now });
 * const { milliseconds, nights } = await forecastOf({ mid, action: 'follow', count: 300 });
 */
export function createJobForecasts(deps: {
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
