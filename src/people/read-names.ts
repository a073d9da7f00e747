import { isSiteFailure, type Session } from '../api/index.ts';
import { chunks } from '../chunks.ts';
import { mostChanged } from './read-relations.ts';

/** How long to wait for names, in ms. A long job may occupy the login's requests for hours. */
const usualPatience = 5000;

/**
 * Names of people by mid, 50 per request; `undefined` when they cannot be read in time, for screens that do
 * without them. Hostile text. Closed accounts are missing. Rejects only with the signal's reason or an error
 * that is not the site's.
 * @param patience ms
 */
export async function tryToReadNames(
  session: Session,
  mids: readonly number[],
  signal: AbortSignal,
  patience = usualPatience,
): Promise<Map<number, string> | undefined> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const names = new Map<number, string>();
  try {
    for (const uids of chunks(mids, mostChanged)) {
      const cards = await session.people.cards({ uids }, { signal: given });
      for (const { mid, name } of Object.values(cards)) names.set(mid, name);
    }
    return names;
  } catch (error) {
    signal.throwIfAborted();
    if (!isSiteFailure(error) && !given.aborted) throw error;
    return undefined;
  }
}
