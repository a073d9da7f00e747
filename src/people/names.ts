import type { Session } from '../api/index.ts';
import { chunks, most } from './relations.ts';

/**
 * The names of people, by mid, in requests of 50. Hostile text. Who has closed their account has none.
 * @throws BilibiliRefused, BilibiliUnreachable when any of the requests fails.
 */
export async function readNames(
  session: Session,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const uids of chunks(mids, most)) {
    const cards = await session.people.cards({ uids }, { signal });
    for (const { mid, name } of Object.values(cards)) names.set(mid, name);
  }
  return names;
}
