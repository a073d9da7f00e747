import type { RelationSide } from './answer-shapes.ts';
import type { CallOptions, Calls } from './bind-endpoints.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { follows } from './relation.ts';

/** Both sides of a relation: how the reader stands to somebody, and they to the reader. */
export interface BothSides {
  mine: RelationSide;
  theirs: RelationSide;
}

/** The reader's side of a relation, and whether they follow the reader. */
export interface MutualRelation {
  mine: RelationSide;
  followsMe: boolean;
}

/** What both sides are read with. */
type Relations = Pick<Calls['relations'], 'webBothSides' | 'wbiBothSides' | 'interrelations'>;

/** As many people the site answers for in one call. */
const most = 20;

/** Reads both sides of relations. */
export interface BothSidesReader {
  /** Both sides of the relation to `mid`: the dependable endpoint first, the signed one when that one is of no use. */
  one(mid: number, options?: CallOptions): Promise<BothSides>;
  /** The relations to many, twenty a request; one by one when the site does not answer for many. */
  many(mids: readonly number[], options?: CallOptions): Promise<Map<number, MutualRelation>>;
}

/** @param relations the methods of a session */
export function createBothSidesReader(relations: Relations): BothSidesReader {
  /** The endpoint for many is known from other clients only: where it was of no use, it is not asked again. */
  let answersForMany = true;

  async function one(mid: number, options?: CallOptions): Promise<BothSides> {
    const both = await relations.webBothSides({ mid }, options).catch((error: unknown) => {
      if (!isOfNoUse(error)) throw error;
      return relations.wbiBothSides({ mid }, options);
    });
    return { mine: both.relation, theirs: both.be_relation };
  }

  async function twenty(
    mids: readonly number[],
    options?: CallOptions,
  ): Promise<Map<number, MutualRelation>> {
    const found = new Map<number, MutualRelation>();
    const answer = answersForMany ? await askForMany(mids, options) : {};
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

  async function askForMany(mids: readonly number[], options?: CallOptions) {
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
      for (let start = 0; start < mids.length; start += most)
        for (const [mid, relation] of await twenty(mids.slice(start, start + most), options))
          found.set(mid, relation);
      return found;
    },
  };
}

/** Whether another endpoint may know better. After risk control or without a login it does not. */
function isOfNoUse(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return true;
  return error instanceof BilibiliRefused && ['permission', 'gone', 'unknown'].includes(error.reason);
}

/** Whether an answer looks like that of an endpoint that is no more, or never was what others say it is. */
function isRetired(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.why === 'answer';
  return (
    error instanceof BilibiliRefused && ['permission', 'gone', 'unknown', 'input'].includes(error.reason)
  );
}
