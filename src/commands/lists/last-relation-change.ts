/** A call of the site that ended, well or not. */
interface Call {
  endpoint: string;
  mid?: number;
}

/**
 * When the relations and groups of each account were last changed from here, since the program started: rows that were
 * read before may no longer be true.
 */
export interface LastRelationChanges {
  /** Is told of every call; those that only read are passed over. */
  onCall(call: Call): void;
  /** Milliseconds since 1970; -Infinity when nothing was changed. */
  lastOf(mid: number): number;
}

/** Calls that change what a list shows. */
const writes =
  /^x\/relation\/(?:modify$|batch\/modify$|tags\/|tag\/(?:create|update|del|special\/add|special\/del)$)/u;

/** Nothing was changed yet; `now` in milliseconds. */
export function createLastRelationChanges(now: () => number): LastRelationChanges {
  const last = new Map<number, number>();
  return {
    onCall({ endpoint, mid }) {
      if (mid !== undefined && writes.test(endpoint)) last.set(mid, now());
    },
    lastOf: (mid) => last.get(mid) ?? Number.NEGATIVE_INFINITY,
  };
}
