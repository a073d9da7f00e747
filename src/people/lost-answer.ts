import { BilibiliRefused, BilibiliUnreachable, isSiteFailure, type Session } from '../api/index.ts';
import { isOutcomeOf, type RelationAction, type RelationSummary } from './relation-action-kinds.ts';

/** A write was sent, its answer was lost, and reading the relation back gave no answer either. */
export class InDoubt extends Error {
  override name = 'InDoubt';
}

/** Whether the outcome of a write is unknown: there was no answer, or the site reported an internal error. */
export function isLost(error: unknown): boolean {
  return (
    error instanceof BilibiliUnreachable || (error instanceof BilibiliRefused && error.reason === 'busy')
  );
}

/** The account's relation to a person, read now. One request. */
export function readOwnSide(session: Session, mid: number, signal?: AbortSignal): Promise<RelationSummary> {
  return session.relations.relation({ fid: mid }, { signal });
}

/**
 * Reads the relation after the answer to a write was lost; whether the action took effect.
 * @throws InDoubt when reading fails too
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
    if (isSiteFailure(error)) throw new InDoubt();
    throw error;
  }
}

/**
 * Waits for a write. When its answer is lost, reads back whether it took effect; it is never sent again.
 * @param isSo reads whether the site now has what was written
 * @throws InDoubt when reading back fails too
 */
export async function verifyLostWrite(
  writing: Promise<unknown>,
  isSo: () => Promise<boolean>,
): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!isLost(error)) throw error;
    const done = await isSo().catch((unread: unknown) => {
      if (isSiteFailure(unread)) throw new InDoubt();
      throw unread;
    });
    if (!done) throw error;
  }
}
