import type { FollowingSource } from './list-block-types.ts';
import type { ListRequest } from './list-request.ts';
import { reaches, reachOfSources } from './read-their-following.ts';

/** How many fans the site shows of the account itself, and at least of another person. */
const ownFans = 1000;

const othersFans = 100;

/**
 * The first row, from 0, that no source shows: the site shows the newest 1000 fans, and of another person's
 * fans sometimes only 100.
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
 * The first row that the site may not show, judged by what it has shown: a source that has answered shows all
 * rows up to its own limit, and if more than 100 fans of another person were shown, all 1000 are. Page
 * buttons end here, so that none leads to an empty page.
 * @param shown `rows`: the first row after those read so far; `source`: which source gave the loaded rows
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
