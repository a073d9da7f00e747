import { BilibiliRefused, BilibiliUnreachable, type Session } from '../../api/index.ts';
import { readNames } from '../../people/names.ts';

/** How long (ms) a question waits for names: a login that is busy with a job of hours has no turn for them. */
const patience = 5000;

/**
 * The names behind UIDs that are shown; `undefined` when they could not be had, which keeps no question back. Who is not in
 * it has no open account.
 */
export async function namesBehind(
  session: Session,
  mids: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string> | undefined> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    return await readNames(session, [...new Set(mids)], given);
  } catch (error) {
    signal.throwIfAborted();
    const isSites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
    if (!isSites && !given.aborted) throw error;
    return undefined;
  }
}
