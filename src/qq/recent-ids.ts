/** The identifiers seen last, so that what is told twice (after a reconnect) is heard once. */
export interface RecentIds {
  /** Notes it; `false` when it was there already. */
  add(id: string): boolean;
}

/** @param most how many are remembered; the oldest go first. */
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
