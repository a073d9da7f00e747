import { BilibiliUnreachable, type RelationSide, type Session } from '../api/index.ts';
import { chunks } from '../chunks.ts';
import { UnusableList, usableRows } from './unusable-list.ts';

/** Most people in one call that follows or blocks (documented). */
export const mostChanged = 50;

/** Most people in one call that reads relations. */
export const mostRead = 40;

/**
 * The account's relation to each of these people, 40 per request. People the site leaves out have the
 * relation `none`.
 * @throws BilibiliRefused, BilibiliUnreachable when any request fails
 */
export async function readRelations(
  session: Session,
  mids: readonly number[],
  signal?: AbortSignal,
): Promise<Map<number, RelationSide>> {
  const found = new Map<number, RelationSide>();
  for (const fids of chunks(mids, mostRead)) {
    const answer =
      (await session.relations.relations({ fids }, { signal })) ??
      (await readWithWitness(session, fids, signal));
    for (const mid of fids)
      found.set(mid, answer[mid] ?? { mid, relation: 'none', mtime: 0, tag: [], special: false });
  }
  return found;
}

/**
 * Reads relations again after the site answered null. Whether null means "no relation to any of them" or "no
 * answer" is not documented, and taking one for the other would undo existing follows and groups. So the
 * people are asked for together with a witness, somebody with a known relation: an answer that contains the
 * witness is complete. If the account has no relations at all, neither has it any to these people. Up to four
 * more requests.
 */
async function readWithWitness(
  session: Session,
  fids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Record<string, RelationSide>> {
  const witness = await findWitness(session, signal);
  if (witness === undefined) return {};
  if (fids.includes(witness)) throw noAnswer();
  const all: Record<string, RelationSide> = {};
  for (const some of chunks(fids, mostRead - 1)) {
    const answer = await session.relations.relations({ fids: [...some, witness] }, { signal });
    if (answer?.[witness] === undefined) throw noAnswer();
    Object.assign(all, answer);
  }
  return all;
}

/** Somebody the account follows or has blocked; `undefined` when both lists are empty. */
async function findWitness(session: Session, signal: AbortSignal | undefined): Promise<number | undefined> {
  const newest = { ps: 1, pn: 1 };
  try {
    const followed = await session.relations.followings({ vmid: session.mid, ...newest }, { signal });
    const [one] = usableRows(followed, true);
    return (one ?? usableRows(await session.relations.blacks(newest, { signal }), true)[0])?.mid;
  } catch (error) {
    throw error instanceof UnusableList ? noAnswer() : error;
  }
}

function noAnswer(): BilibiliUnreachable {
  return new BilibiliUnreachable({ why: 'answer', endpoint: 'x/relation/relations', detail: 'no relations' });
}
