import type { Timeline } from '../state/timeline.ts';

const cache = new WeakMap<Timeline, { revision: number; mids: number[] }>();

/**
 * The people of a list, most visited first. Visit counts are invented from the mids. The order is cached
 * until the list changes.
 */
export function mostVisited(list: Timeline): readonly number[] {
  const known = cache.get(list);
  if (known?.revision === list.revision) return known.mids;
  const mids = [...list.newest()].map(({ mid }) => mid).sort((a, b) => visits(b) - visits(a) || a - b);
  cache.set(list, { revision: list.revision, mids });
  return mids;
}

function visits(mid: number): number {
  return Math.imul(mid % 2 ** 32, 0x9e3779b1) >>> 0;
}
