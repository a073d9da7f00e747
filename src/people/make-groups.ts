import { BilibiliRefused, ParameterError, type Reason, type Session } from '../api/index.ts';
import { createGroup } from './edit-groups.ts';

/** What came of a group that was to be made; `reason`: the site will not have it. */
export interface GroupMade {
  name: string;
  reason?: Reason;
}

/** What concerns one name only; the others may still be made. */
const ofThisName: ReadonlySet<Reason> = new Set(['groupCharacters', 'groupTooLong', 'groupExists', 'input']);

/**
 * Makes groups, one request each, and tells what came of each. One whose name the site does not take is left out, and
 * once it takes no more groups the others are not asked for. After a lost answer it is read whether the group is there.
 * @throws BilibiliRefused, BilibiliUnreachable when nothing more can be made; groups made before that stay.
 */
export async function* makeGroups(
  session: Session,
  names: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<GroupMade, void, undefined> {
  let full = false;
  for (const name of names) {
    const reason: Reason | undefined = full ? 'groupLimit' : await makeGroup(session, name, signal);
    full = reason === 'groupLimit';
    yield { name, ...(reason !== undefined && { reason }) };
  }
}

async function makeGroup(session: Session, name: string, signal: AbortSignal): Promise<Reason | undefined> {
  try {
    await createGroup(session, name, signal);
    return undefined;
  } catch (error) {
    if (error instanceof ParameterError) return 'groupTooLong';
    if (error instanceof BilibiliRefused && (ofThisName.has(error.reason) || error.reason === 'groupLimit'))
      return error.reason;
    throw error;
  }
}
