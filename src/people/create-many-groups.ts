import { BilibiliRefused, ParameterError, type Reason, type Session } from '../api/index.ts';
import { createGroup } from './manage-groups.ts';

/** The outcome for one group; `reason` when the site refused it. */
export interface GroupMade {
  name: string;
  reason?: Reason;
}

/** Refusals that concern one name only; other groups may still be created. */
const ofThisName: ReadonlySet<Reason> = new Set(['groupCharacters', 'groupTooLong', 'groupExists', 'input']);

/**
 * Creates groups, one request each, and yields each outcome. A refused name is skipped; once the account has
 * as many groups as the site allows, the rest is not requested. After a lost answer the groups are read to
 * see whether it was created.
 * @throws BilibiliRefused, BilibiliUnreachable when no more groups can be created; those created before stay
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
