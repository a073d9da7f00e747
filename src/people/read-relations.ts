import { BilibiliUnreachable, type RelationSide, type Session } from '../api/index.ts';
import { UnusableList, usableRows } from './fetched-rows.ts';

/** Documented: so many people in one call that follows or blocks. */
export const mostChanged = 50;

/** So many people in one call that reads relations. */
export const mostRead = 40;

/**
 * One's own side of the relation to each of these people, in requests of 40. The site leaves out whom it knows no
 * relation to; here they have one: `none`.
 * @throws BilibiliRefused, BilibiliUnreachable when any of the requests fails.
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
 * The site answered null. Whether that means "no relation to any of them" or nothing at all is not documented, and to
 * take one for the other would undo follows and groups that were there before. So they are asked for again together
 * with somebody to whom there is a relation: an answer that knows that one speaks for the others too. Who is related to
 * nobody has no relation to them either. Up to four requests more.
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

/** Somebody the account follows, else has blocked; `undefined` when both lists say that there is nobody. */
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

/** Cuts a list into pieces of `size`, the last one shorter; the order stays. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let at = 0; at < list.length; at += size) pieces.push(list.slice(at, at + size));
  return pieces;
}
