import { BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { isOutcomeOf, type RelationAction, type RelationSummary } from './relation-action.ts';

/** A write was sent, its answer was lost, and reading the relation back gave no answer either. */
export class InDoubt extends Error {
  override name = 'InDoubt';
}

/** Whether the answer to a write says nothing about what became of it: there is none, or the site was in trouble. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof BilibiliUnreachable || (error instanceof BilibiliRefused && error.reason === 'busy')
  );
}

/** One's own side of the relation, as the site has it now. One request. */
export function readOwnSide(session: Session, mid: number, signal?: AbortSignal): Promise<RelationSummary> {
  return session.relations.relation({ fid: mid }, { signal });
}

/**
 * Reads whether the relation is as the action leaves it, after the answer to the write was lost.
 * @throws InDoubt when the site does not say either
 */
export async function readBack(
  session: Session,
  action: RelationAction,
  mid: number,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    if (action !== 'kick') return isOutcomeOf(action, await readOwnSide(session, mid, signal));
    return isOutcomeOf(action, (await session.bothSides.one(mid, { signal })).theirs);
  } catch (error) {
    if (error instanceof BilibiliUnreachable || error instanceof BilibiliRefused) throw new InDoubt();
    throw error;
  }
}
