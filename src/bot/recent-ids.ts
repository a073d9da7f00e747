import { BoundedMap } from '../bounded-map.ts';

/** The latest ids seen, to ignore what is delivered twice, as after a reconnect. */
export interface RecentIds<Id> {
  /** Adds an id; `false` when it was there already. */
  add(id: Id): boolean;
}

/** @param most number of ids kept; the oldest are dropped first */
export function createRecentIds<Id>(most: number): RecentIds<Id> {
  const seen = new BoundedMap<Id, true>(most);
  return {
    add(id) {
      if (seen.has(id)) return false;
      seen.set(id, true);
      return true;
    },
  };
}
