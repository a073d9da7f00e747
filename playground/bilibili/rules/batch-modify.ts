import type { Site } from '../state/site.ts';
import { Refusal } from './codes.ts';
import { mayBlockMore, mayFollowMore, modify } from './relation-rules.ts';

/** Most mids in one call. */
const most = 50;
/** What is no failure in a batch: it is so already. */
const alreadySo = new Set([22014, 22120]);

/**
 * Follows (1) or blocks (5) many at once; the mids that could not be. The whole call is refused when nobody could be
 * helped: the list of followings or the blacklist is full, or everybody is in the blacklist.
 */
export function batchModify(site: Site, me: number, fids: readonly number[], act: number): number[] {
  if (fids.length === 0 || fids.length > most || (act !== 1 && act !== 5)) throw new Refusal(-400);
  if (fids.includes(me)) throw new Refusal(22001);
  if (act === 1) mayFollowMore(site, me);
  else mayBlockMore(site, me);
  if (act === 1 && fids.every((fid) => site.relations.attribute(me, fid) === 128)) throw new Refusal(22003);
  return fids.filter((fid) => {
    try {
      modify(site, me, fid, act);
      return false;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return !alreadySo.has(error.code);
    }
  });
}
