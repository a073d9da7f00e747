import type { Clock } from '../clock.ts';
import { type Cooldown, createCooldown, type SavedCooldown } from './cooldown.ts';

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
