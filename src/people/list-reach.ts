import type { FollowingSource } from './fetched-rows.ts';
import type { ListRequest } from './list-selector.ts';
import { reaches, reachOfSources } from './read-their-following.ts';

/** Fans the site shows of oneself, and is sure to show of another. */
const ownFans = 1000;

const othersFans = 100;

/**
 * The first row of a list that the site may not show, whoever of its sources answers. Of fans it shows the newest 1000
 * at most, and of another's sometimes 100.
 */
export function reachOfList(
  { list, of }: ListRequest,
  reader: number,
  refused: readonly FollowingSource[],
): number {
  if (list === 'fans') return ownFans;
  return list === 'following' && of !== reader ? reachOfSources(refused) : Number.POSITIVE_INFINITY;
}

/**
 * The first row that the site is not sure to show, going by what it has shown: a source of another's following is sure of
 * what it shows once it answered, and another's fans beyond the first hundred once one of them was seen. Buttons lead no
 * further, so that none leads nowhere.
 * @param shown the first row after those that were read of this list, and the source of those at hand
 */
export function sureReachOf(
  wanted: ListRequest,
  reader: number,
  refused: readonly FollowingSource[],
  shown: { rows: number; source: FollowingSource | undefined },
): number {
  const reach = reachOfList(wanted, reader, refused);
  const { rows, source } = shown;
  if (wanted.of === reader) return reach;
  if (wanted.list === 'fans') return rows > othersFans ? reach : othersFans;
  if (wanted.list !== 'following') return reach;
  const steps = Object.values(reaches).filter((one) => one >= rows && one <= reach);
  return Math.max(source === undefined ? 0 : reaches[source], Math.min(reach, ...steps));
}
