import type { Site } from '../state/site.ts';
import { Refusal } from './codes.ts';
import { checkBlockLimit, checkFollowLimit, modify } from './relation-rules.ts';

/** Most mids in one call. */
const maxMids = 50;
/** Codes that are not a failure in a batch: the relation is already as requested. */
const harmlessCodes = new Set([22014, 22120]);

/**
 * Follows (1) or blocks (5) up to 50 people; returns the mids that failed. The whole call is refused when the
 * list of followings or the blacklist is full, or when everybody to follow is blocked.
 */
export function batchModify(site: Site, me: number, fids: readonly number[], act: number): number[] {
  if (fids.length === 0 || fids.length > maxMids || (act !== 1 && act !== 5)) throw new Refusal(-400);
  if (fids.includes(me)) throw new Refusal(22001);
  if (act === 1) checkFollowLimit(site, me);
  else checkBlockLimit(site, me);
  if (act === 1 && fids.every((fid) => site.relations.attribute(me, fid) === 128)) throw new Refusal(22003);
  return fids.filter((fid) => {
    try {
      modify(site, me, fid, act);
      return false;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return !harmlessCodes.has(error.code);
    }
  });
}
