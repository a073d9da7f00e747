import type { RelationSide, Session } from '../api/index.ts';
import { chunks, readRelations } from '../people/read-relations.ts';
import { sparesSpecialFollows } from './action-policy.ts';
import { eachPersonOnce, type JobRequest, makePlan, type PlannedWork } from './plan.ts';

/** After so many people it is told how far the reading is. */
const toldEvery = 200;

/**
 * Reads what a plan needs and makes it: the special follows when they are to be left out, and the relations to all people,
 * one request for each 40 of them. Nothing is changed, and no quota is taken.
 * @param onRead told how many people are read, of how many
 * @throws TooManyPeople before any request.
 * @throws BilibiliRefused, BilibiliUnreachable when any of it cannot be read: without the special list nobody knows whom
 *   to leave out, so there is no plan.
 * @example const work = await prepare(session, { action: 'follow', people: [{ mid: 2 }] });
 */
export async function readAndPlan(
  session: Session,
  request: JobRequest,
  signal?: AbortSignal,
  onRead?: (read: number, total: number) => Promise<void>,
): Promise<PlannedWork> {
  const people = [...eachPersonOnce(request.people).keys()].filter((mid) => mid !== session.mid);
  const sparing = sparesSpecialFollows(request.action) && !request.withSpecial;
  const special = sparing ? await session.groups.special({}, { signal }) : [];
  const relations = new Map<number, RelationSide>();
  for (const some of chunks(people, toldEvery)) {
    for (const [mid, relation] of await readRelations(session, some, signal)) relations.set(mid, relation);
    await onRead?.(relations.size, people.length);
  }
  return makePlan(request, { self: session.mid, relations, special: new Set(special) });
}
