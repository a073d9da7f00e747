const minute = 60 * 1000;
const longest = 60 * minute;

/** A cooldown as it is kept over a restart. */
export interface SavedCooldown {
  /** When it ends, in ms since 1970. */
  until: number;
  /** How long it is, in ms; the next is twice as long. */
  length: number;
  /** The site's number that caused it. */
  code: number;
}

/** A cooldown as it is kept, with what is left of it, ms. */
export type LeftCooldown = Pick<SavedCooldown, 'length' | 'code'> & { left: number };

/** How long the site is not asked after it has shown risk control: 5 minutes, doubled each time, an hour at most. */
export interface Cooldown {
  /** How much longer no request is made (ms), and the code that caused it; undefined when it is over. */
  left(): { ms: number; code: number } | undefined;
  /** A request that started at `startedAt` (monotonic ms) met risk control. Of several at once only the first counts. */
  begin(code: number, startedAt: number): void;
  /** A request that started at `startedAt` went well: the next cooldown is short again. Whether that is a change. */
  end(startedAt: number): boolean;
  /** It is what another process has kept of it; `left` in ms. Undefined: it is over. */
  adopt(saved: LeftCooldown | undefined): void;
  /** When the last one ended or will end (monotonic ms), and its length in ms. */
  readonly until: number;
  readonly length: number;
}

/**
 * A cooldown that has not begun, or one that goes on after a restart.
 * @param monotonic the time it runs on, in ms; a wall clock that is set changes nothing
 * @param saved what is left of it, in ms, its length and its code
 */
export function createCooldown(monotonic: () => number, saved?: LeftCooldown): Cooldown {
  let until = Number.NEGATIVE_INFINITY;
  let length = 0;
  let cause = 0;
  function adopt(kept: LeftCooldown | undefined): void {
    until = kept ? monotonic() + Math.min(kept.left, longest) : Number.NEGATIVE_INFINITY;
    length = kept ? Math.min(kept.length, longest) : 0;
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
      length = length === 0 ? 5 * minute : Math.min(length * 2, longest);
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
