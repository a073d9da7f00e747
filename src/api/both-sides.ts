import type { CallOptions, Calls } from './bind-endpoints.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import type { RelationAttribute } from './shapes.ts';

/** Both sides of a relation: `relation` mine to them, `beRelation` theirs to me. */
export interface BothSides {
  relation: RelationAttribute;
  beRelation: RelationAttribute;
}

/** Asks for both sides of a relation: the dependable endpoint first, the signed one when that one is of no use. */
export async function readBothSides(
  { webBetween, wbiBetween }: Pick<Calls['relations'], 'webBetween' | 'wbiBetween'>,
  mid: number,
  options?: CallOptions,
): Promise<BothSides> {
  const both = await webBetween({ mid }, options).catch((error: unknown) => {
    if (!isOfNoUse(error)) throw error;
    return wbiBetween({ mid }, options);
  });
  return { relation: both.relation, beRelation: both.be_relation };
}

/** Whether the other endpoint may know better. After risk control or without a login it does not. */
function isOfNoUse(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return true;
  return error instanceof BilibiliRefused && ['permission', 'gone', 'unknown'].includes(error.reason);
}
