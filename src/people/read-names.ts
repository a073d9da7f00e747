import { isSiteFailure, type Session } from '../api/index.ts';
import { chunks } from '../chunks.ts';
import { mostChanged } from './read-relations.ts';

/**
 * Names of people by mid, 50 per request. Hostile text. Closed accounts are missing.
 * @throws BilibiliRefused, BilibiliUnreachable when any request fails
 */
async function readNames(
  session: Session,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const uids of chunks(mids, mostChanged)) {
    const cards = await session.people.cards({ uids }, { signal });
    for (const { mid, name } of Object.values(cards)) names.set(mid, name);
  }
  return names;
}

/** How long to wait for names, in ms. A long job may occupy the login's requests for hours. */
const usualPatience = 5000;

/**
 * Like {@link readNames}, but `undefined` when the names cannot be read in time, for screens that do without
 * them. Rejects only with the signal's reason or an error that is not the site's.
 * @param patience ms
 */
export async function tryToReadNames(
  session: Session,
  mids: readonly number[],
  signal: AbortSignal,
  patience = usualPatience,
): Promise<Map<number, string> | undefined> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    return await readNames(session, mids, given);
  } catch (error) {
    signal.throwIfAborted();
    const isSites = isSiteFailure(error);
    if (!isSites && !given.aborted) throw error;
    return undefined;
  }
}
