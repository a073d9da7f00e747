import { BilibiliRefused, BilibiliUnreachable, defaultGroup, type Session } from '../api/index.ts';
import { InDoubt, isLost } from './lost-answer.ts';

/** Whether two sets contain the same groups, in any order. */
export function sameGroups(one: readonly number[], other: readonly number[]): boolean {
  return groupSetKey(one) === groupSetKey(other);
}

/** Sets exactly these groups for people: one request for all. */
export async function setGroups(
  session: Session,
  mids: readonly number[],
  tagids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const set = withoutDefaultGroup(tagids);
  // The site writes the empty set as the default group.
  const params = { fids: [...mids], tagids: set.length > 0 ? set : [defaultGroup] };
  await session.groups.setFor(params, { signal });
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
      if (unread instanceof BilibiliUnreachable || unread instanceof BilibiliRefused) throw new InDoubt();
      throw unread;
    });
    if (!done) throw error;
  }
}

/** The groups of a set without the default group. */
export function withoutDefaultGroup(tag: readonly number[]): number[] {
  return tag.filter((tagid) => tagid !== defaultGroup);
}

/** A key that is equal for equal sets of groups, in any order. */
export function groupSetKey(tag: readonly number[]): string {
  return [...new Set(withoutDefaultGroup(tag))].sort((a, b) => a - b).join();
}
