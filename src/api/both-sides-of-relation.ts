import type { RelationSide } from './answer-shapes.ts';
import type { CallOptions, Calls } from './bind-endpoints.ts';
import { BilibiliRefused, BilibiliUnreachable, mayBeRetiredEndpoint } from './errors.ts';
import { follows } from './relation.ts';

/** Both sides of a relation: between the logged-in account (`mine`) and another person (`theirs`). */
export interface BothSides {
  mine: RelationSide;
  theirs: RelationSide;
}

/** The logged-in account's side of a relation, and whether the other person follows it. */
export interface MutualRelation {
  mine: RelationSide;
  followsMe: boolean;
}

/** The endpoints used. */
type Relations = Pick<Calls['relations'], 'webBothSides' | 'wbiBothSides' | 'interrelations'>;

/** The most people the site answers for in one call. */
const maxPeoplePerCall = 20;

/** Reads both sides of relations. */
export interface BothSidesReader {
  /** Both sides of the relation to `mid`: from the reliable endpoint, or the signed one when that fails. */
  one(mid: number, options?: CallOptions): Promise<BothSides>;
  /** The relations to many people, twenty per request; one by one when the site does not answer for many. */
  many(mids: readonly number[], options?: CallOptions): Promise<Map<number, MutualRelation>>;
}

/** @param relations the bound methods of a session */
export function createBothSidesReader(relations: Relations): BothSidesReader {
  /** The endpoint for many people is undocumented: once it turns out to be gone, it is not asked again. */
  let answersForMany = true;

  async function one(mid: number, options?: CallOptions): Promise<BothSides> {
    return askOne('webBothSides', mid, options).catch((error: unknown) => {
      if (!mayTryOther(error)) throw error;
      return askOne('wbiBothSides', mid, options);
    });
  }

  async function askOne(
    method: 'webBothSides' | 'wbiBothSides',
    mid: number,
    options?: CallOptions,
  ): Promise<BothSides> {
    const { relation: mine, be_relation: theirs } = await relations[method]({ mid }, options);
    const { mid: reader, endpoint } = relations[method];
    // Their side names the logged-in account in the only example there is (seed 001); which of the two it names is
    // not documented, but nobody else belongs in it.
    if (reader === undefined || [reader, mid, 0].includes(theirs.mid)) return { mine, theirs };
    throw new BilibiliUnreachable({
      why: 'answer',
      endpoint: endpoint.label,
      detail: 'about somebody else',
    });
  }

  async function readBatch(
    mids: readonly number[],
    options?: CallOptions,
  ): Promise<Map<number, MutualRelation>> {
    const found = new Map<number, MutualRelation>();
    const answer = answersForMany ? await readInterrelations(mids, options) : {};
    for (const mid of mids) {
      const side = answer[mid];
      if (side !== undefined) {
        const { isFollower, ...mine } = side;
        found.set(mid, { mine, followsMe: isFollower });
      } else {
        const { mine, theirs } = await one(mid, options);
        found.set(mid, { mine, followsMe: follows(theirs.relation) });
      }
    }
    return found;
  }

  async function readInterrelations(mids: readonly number[], options?: CallOptions) {
    try {
      return await relations.interrelations({ fids: [...mids] }, options);
    } catch (error) {
      if (!isRetired(error)) throw error;
      answersForMany = false;
      return {};
    }
  }

  return {
    one,
    async many(mids, options) {
      const found = new Map<number, MutualRelation>();
      for (let start = 0; start < mids.length; start += maxPeoplePerCall)
        for (const [mid, relation] of await readBatch(mids.slice(start, start + maxPeoplePerCall), options))
          found.set(mid, relation);
      return found;
    },
  };
}

/** Whether another endpoint may give an answer; not after risk control or without a login. */
function mayTryOther(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return true;
  return error instanceof BilibiliRefused && ['permission', 'gone', 'unknown'].includes(error.reason);
}

/** Whether an answer means that the endpoint no longer exists, or never had the assumed shape. */
function isRetired(error: unknown): boolean {
  return mayBeRetiredEndpoint(error) || (error instanceof BilibiliUnreachable && error.why === 'answer');
}
