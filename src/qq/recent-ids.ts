/** The latest ids seen, to ignore events that are delivered twice, as after a reconnect. */
export interface RecentIds {
  /** Adds an id; `false` when it was there already. */
  add(id: string): boolean;
}

/** @param most number of ids kept; the oldest are dropped first */
export function createRecentIds(most: number): RecentIds {
  const seen = new Set<string>();
  return {
    add(id) {
      if (seen.has(id)) return false;
      seen.add(id);
      const [oldest] = seen;
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
