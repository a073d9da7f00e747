import { minute } from '../time-units.ts';

/** Counts events in the last hour. */
export interface HourlyCounter {
  increment(): void;
  readonly lastHour: number;
}

/**
 * Counts by minute, so memory use is constant.
 * @param now ms, preferably monotonic
 *
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
