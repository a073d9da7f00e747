import type { Clock } from '../clock.ts';
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
function createCooldown(monotonic: () => number, saved?: LeftCooldown): Cooldown {
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

/**
 * Stores cooldowns across restarts. The key is a session's mid, `guest` for requests without login, or
 * `address` for the whole address; the latter two become `guest:ID` and `address:ID` for an egress address
 * with an id.
 */
export interface CooldownRecords {
  /** The cooldowns stored when the program started. */
  readonly saved: ReadonlyMap<string, SavedCooldown>;
  /** Replaces the stored cooldown of a key; undefined deletes it. Must not throw. */
  save(key: string, cooldown: SavedCooldown | undefined): void;
}

/** The name of the whole address among the request queues. */
export const address = 'address';
/** The queue of requests without login. */
const guest = 'guest';

/** The cooldowns of an egress address and its request queues, as stored. */
export interface KeptCooldowns {
  /** The cooldown of a queue, or of the whole address, as the last run left it. */
  restore(name: string): Cooldown;
  /** Stores a cooldown; `undefined` deletes it. Not for queues that are made for a single login. */
  save(name: string, cooldown: SavedCooldown | undefined): void;
  /** The queue, or the whole address, that a record is about; `undefined` for those of another address. */
  nameOf(key: string): string | undefined;
}

/** @param id distinguishes the egress address from others */
export function createKeptCooldowns(
  clock: Clock,
  records: CooldownRecords | undefined,
  id: string | undefined,
): KeptCooldowns {
  const isMid = (name: string) => /^\d+$/.test(name);
  function keyOf(name: string): string | undefined {
    if (isMid(name)) return name;
    if (name !== guest && name !== address) return undefined;
    return id === undefined ? name : `${name}:${id}`;
  }

  return {
    restore(name) {
      const saved = records?.saved.get(keyOf(name) ?? '');
      return createCooldown(clock.monotonic, saved && { ...saved, left: saved.until - clock.now() });
    },
    save(name, cooldown) {
      const key = keyOf(name);
      if (key !== undefined) records?.save(key, cooldown);
    },
    nameOf: (key) => [address, guest].find((name) => key === keyOf(name)) ?? (isMid(key) ? key : undefined),
  };
}
