/**
 * A cache of objects by key. An object unused for a while is dropped, but found again as long as something
 * else still references it, so there are never two objects of one key.
 */
export interface IdleCache<T> {
  /** The object of a key, also a dropped one that is still referenced elsewhere. */
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  keys(): string[];
  /** How many objects the cache itself keeps alive. */
  readonly size: number;
}

/**
 * Creates an empty cache. Objects used in the current or the previous period are kept; two maps are swapped
 * once a period, so use needs no timestamps.
 * @param idle length of a period, ms
 */
export function createIdleCache<T extends object>({
  idle,
  now,
}: {
  idle: number;
  now: () => number;
}): IdleCache<T> {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  /** Objects that were dropped and may still be referenced elsewhere. */
  const dropped = new Map<string, WeakRef<T>>();
  let since = now();

  function endPeriod(): void {
    const passed = now() - since;
    if (passed >= 0 && passed < idle) return;
    for (const [key, ref] of dropped) if (ref.deref() === undefined) dropped.delete(key);
    for (const [key, value] of older) dropped.set(key, new WeakRef(value));
    older = recent;
    recent = new Map();
    since = now();
  }

  return {
    get(key) {
      endPeriod();
      const kept = recent.get(key);
      if (kept !== undefined) return kept;
      const value = older.get(key) ?? dropped.get(key)?.deref();
      if (value === undefined) return undefined;
      older.delete(key);
      dropped.delete(key);
      recent.set(key, value);
      return value;
    },
    set(key, value) {
      older.delete(key);
      dropped.delete(key);
      recent.set(key, value);
    },
    delete(key) {
      recent.delete(key);
      older.delete(key);
      dropped.delete(key);
    },
    keys: () => [...recent.keys(), ...older.keys(), ...dropped.keys()],
    get size() {
      return recent.size + older.size;
    },
  };
}
