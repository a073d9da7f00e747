import { BilibiliRefused, BilibiliUnreachable, defaultGroup, type Session } from '../api/index.ts';
import { InDoubt, isLost } from './lost-answer.ts';

/** Whether these are the same groups, in whatever order. */
export function sameGroups(one: readonly number[], other: readonly number[]): boolean {
  return groupSetKey(one) === groupSetKey(other);
}

/** Puts people into exactly these groups: one request for all of them. */
export async function setGroups(
  session: Session,
  mids: readonly number[],
  tagids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const set = withoutDefaultGroup(tagids);
  // The empty set is written as the default group.
  const params = { fids: [...mids], tagids: set.length > 0 ? set : [defaultGroup] };
  await session.groups.setFor(params, { signal });
}

/** Waits for a write. When its answer is lost, what the site has now decides: it never is sent again. */
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

/** The groups of a set that are more than the default one. */
export function withoutDefaultGroup(tag: readonly number[]): number[] {
  return tag.filter((tagid) => tagid !== defaultGroup);
}

/** The same text for the same groups, in whatever order. */
export function groupSetKey(tag: readonly number[]): string {
  return [...new Set(withoutDefaultGroup(tag))].sort((a, b) => a - b).join();
}
