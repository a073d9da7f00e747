import type { Session } from '../api/index.ts';
import { readRelations } from '../people/relations.ts';
import { type RequestSpacing, sparesSpecial } from './action-policy.ts';
import { eachOnce, type JobRequest, makePlan, type Plan } from './plan.ts';
import type { Quota } from './quota.ts';

/**
 * Reads what a plan needs and makes it: the special follows when they are to be left out, and one request for each 40
 * people. Nothing is changed, and no quota is taken.
 * @throws TooManyPeople before any request.
 * @throws BilibiliRefused, BilibiliUnreachable when any of it cannot be read: without the special list nobody knows whom
 *   to leave out, so there is no plan.
 */
export async function prepare(
  session: Session,
  wish: JobRequest,
  deps: { quota: Quota; pace: RequestSpacing },
  signal?: AbortSignal,
): Promise<Plan> {
  const people = [...eachOnce(wish.people).keys()].filter((mid) => mid !== session.mid);
  const sparing = sparesSpecial(wish.action) && !wish.withSpecial;
  const special = sparing ? await session.groups.special({}, { signal }) : [];
  const relations = await readRelations(session, people, signal);
  return makePlan(wish, {
    self: session.mid,
    relations,
    special: new Set(special),
    quota: { left: await deps.quota.left(session.mid), daily: deps.quota.daily },
    pace: deps.pace,
  });
}
