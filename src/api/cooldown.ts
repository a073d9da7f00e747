const minute = 60 * 1000;
const longest = 60 * minute;

/** How long to leave the site alone after it has shown risk control: 5 minutes, doubled each time, an hour at most. */
export interface Cooldown {
  /** Until when (ms) no request is made, and the code that caused it; undefined when not resting. */
  at(now: number): { until: number; code: number } | undefined;
  /**
   * A request that started at `startedAt` met risk control. Of several at once only the first counts.
   * Gives the end of the rest, in ms.
   */
  begin(code: number, startedAt: number, now: number): number;
  /** A request that started at `startedAt` went well: after a rest, the next one is short again. */
  end(startedAt: number): void;
}

/** A rest that has not begun. */
export function createCooldown(): Cooldown {
  let until = Number.NEGATIVE_INFINITY;
  let length = 0;
  let cause = 0;
  return {
    at: (now) => (now < until ? { until, code: cause } : undefined),
    begin(code, startedAt, now) {
      if (startedAt < until) return until;
      length = length === 0 ? 5 * minute : Math.min(length * 2, longest);
      until = now + length;
      cause = code;
      return until;
    },
    end(startedAt) {
      if (startedAt >= until) length = 0;
    },
  };
}
