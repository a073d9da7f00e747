import { minute } from '../time-units.ts';

const maxLength = 60 * minute;

/** A cooldown as stored across restarts. */
export interface SavedCooldown {
  /** When it ends, ms since 1970. */
  until: number;
  /** Its length in ms; the next one is twice as long. */
  length: number;
  /** The site's error code that caused it. */
  code: number;
}

/** A stored cooldown with the remaining time, ms. */
export type LeftCooldown = Pick<SavedCooldown, 'length' | 'code'> & { left: number };

/** A pause in requests after risk control: 5 minutes, doubled each time, at most an hour. */
export interface Cooldown {
  /** The remaining time (ms) and the code that caused it; undefined when there is no cooldown. */
  left(): { ms: number; code: number } | undefined;
  /**
   * Call when a request that started at `startedAt` (monotonic ms) met risk control. Of several concurrent
   * ones only the first counts.
   */
  begin(code: number, startedAt: number): void;
  /**
   * Call when a request that started at `startedAt` succeeded: the next cooldown is short again. Returns
   * whether that changed anything.
   */
  end(startedAt: number): boolean;
  /** Takes over the cooldown that another process has saved; undefined ends it. */
  adopt(saved: LeftCooldown | undefined): void;
  /** When the last one ended or will end (monotonic ms), and its length in ms. */
  readonly until: number;
  readonly length: number;
}

/**
 * Creates an inactive cooldown, or continues a saved one.
 * @param monotonic monotonic clock, ms; setting the wall clock has no effect
 * @param saved the saved cooldown with its remaining time
 */
export function createCooldown(monotonic: () => number, saved?: LeftCooldown): Cooldown {
  let until = Number.NEGATIVE_INFINITY;
  let length = 0;
  let cause = 0;
  function adopt(kept: LeftCooldown | undefined): void {
    until = kept ? monotonic() + Math.min(kept.left, maxLength) : Number.NEGATIVE_INFINITY;
    length = kept ? Math.min(kept.length, maxLength) : 0;
    cause = kept?.code ?? 0;
  }
  adopt(saved);
  return {
    adopt,
    left() {
      const ms = until - monotonic();
      return ms > 0 ? { ms, code: cause } : undefined;
    },
    begin(code, startedAt) {
      if (startedAt < until) return;
      length = length === 0 ? 5 * minute : Math.min(length * 2, maxLength);
      until = monotonic() + length;
      cause = code;
    },
    end(startedAt) {
      if (startedAt < until || length === 0) return false;
      length = 0;
      return true;
    },
    get until() {
      return until;
    },
    get length() {
      return length;
    },
  };
}
