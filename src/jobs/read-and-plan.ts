import type { RelationSide, Session } from '../api/index.ts';
import { chunks } from '../chunks.ts';
import { readRelations } from '../people/read-relations.ts';
import { eachPersonOnce, type JobRequest, makePlan, type PlannedWork } from './plan.ts';
import { sparesSpecialFollows } from './rules-of-each-action.ts';

/** Progress is reported after this many people. */
const progressEvery = 200;

/**
 * Reads what a plan needs and makes it: the special follows when they are to be skipped, and the relations to
 * all people, with one request per 40 of them. Nothing is changed, and no quota is taken.
 * @param onRead called with how many people were read, and of how many
 * @throws TooManyPeople before any request.
 * @throws BilibiliRefused, BilibiliUnreachable when any of it cannot be read: without the special follows it
 *   is unknown whom to skip, so there is no plan.
 * @example const work = await readAndPlan(session, { action: 'follow', people: [{ mid: 2 }] });
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
  for (const some of chunks(people, progressEvery)) {
    for (const [mid, relation] of await readRelations(session, some, signal)) relations.set(mid, relation);
    await onRead?.(relations.size, people.length);
  }
  return makePlan(request, { self: session.mid, relations, special: new Set(special) });
}
