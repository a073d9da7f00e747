import { minute } from './time-units.ts';

/** Counts what happened in the last hour. */
export interface HourlyCounter {
  increment(): void;
  readonly lastHour: number;
}

/**
 * Counts by minutes, so that it takes the same room however much happens.
 * @param now ms, best of a clock that is never set
 * @example
 * const polls = createHourlyCounter(clock.monotonic);
 * polls.increment();
 * polls.lastHour; // 1
 */
export function createHourlyCounter(now: () => number): HourlyCounter {
  const minutes = new Map<number, number>();
  const current = () => Math.floor(now() / minute);
  const forget = () => {
    for (const one of minutes.keys()) if (one <= current() - 60) minutes.delete(one);
  };
  return {
    increment() {
      minutes.set(current(), (minutes.get(current()) ?? 0) + 1);
      if (minutes.size > 60) forget();
    },
    get lastHour() {
      forget();
      return [...minutes.values()].reduce((sum, one) => sum + one, 0);
    },
  };
}
