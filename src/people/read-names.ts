import { BilibiliRefused, BilibiliUnreachable, type Session } from '../api/index.ts';
import { chunks, mostChanged } from './read-relations.ts';

/**
 * The names of people, by mid, in requests of 50. Hostile text. Who has closed their account has none.
 * @throws BilibiliRefused, BilibiliUnreachable when any of the requests fails.
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

/** How long (ms) is waited for names to be shown: a login that is busy with a job of hours has no turn for them. */
const usualPatience = 5000;

/**
 * The same for what can be shown without names, too: `undefined` when they cannot be read. Rejects only with the signal's
 * reason, and with what is no failure of the site's.
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
    const isSites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
    if (!isSites && !given.aborted) throw error;
    return undefined;
  }
}
