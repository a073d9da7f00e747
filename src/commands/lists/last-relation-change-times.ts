import type { CallReport } from '../../api/index.ts';

/**
 * When the relations and groups of each account were last changed by this program since it started. Rows read
 * before that may be outdated.
 */
export interface LastRelationChanges {
  /** Call for every finished request; reads are ignored. */
  onCall(call: Pick<CallReport, 'endpoint' | 'mid'>): void;
  /** ms since 1970; -Infinity when nothing was changed. */
  lastOf(mid: number): number;
}

/** Endpoints that change what a list shows. */
const writes =
  /^x\/relation\/(?:modify$|batch\/modify$|tags\/|tag\/(?:create|update|del|special\/add|special\/del)$)/u;

/** `now` in ms since 1970. */
export function createLastRelationChanges(now: () => number): LastRelationChanges {
  const last = new Map<number, number>();
  return {
    onCall({ endpoint, mid }) {
      if (mid !== undefined && writes.test(endpoint)) last.set(mid, now());
    },
    lastOf: (mid) => last.get(mid) ?? Number.NEGATIVE_INFINITY,
  };
}
