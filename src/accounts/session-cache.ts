/** Objects by key that are dropped when nobody has asked for them for a while, unless somebody holds them. */
export interface SessionCache<T> {
  /** The one of a key; also one that was dropped, for as long as somebody holds it: there are never two of a key. */
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  keys(): string[];
  /** How many are kept though nobody need hold them. */
  readonly size: number;
}

/**
 * An empty one. What was asked for in this period or in the one before is kept, so that keeping count costs nothing but a
 * change of the maps once a period.
 * @param idle how long a period is, ms
 */
export function createSessionCache<T extends object>({
  idle,
  now,
}: {
  idle: number;
  now: () => number;
}): SessionCache<T> {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  /** Of those that were dropped, the ones that may still be held. */
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
