import { BilibiliRefused, type Group, type Session } from '../api/index.ts';
import { isOwnGroup, readGroups } from './edit-groups.ts';
import { mayBeRetiredEndpoint } from './is-endpoint-retired.ts';
import { isLost } from './lost-answer.ts';

/** What came of moving a group. */
export interface GroupMoved {
  /** All groups as the site has them now. */
  groups: Group[];
  /** `moved`; `end`: it is the first or the last already; `refused`: the site did not take the order. */
  outcome: 'moved' | 'end' | 'refused';
}

/**
 * Moves one of one's own groups before the one above it, or behind the one below. Three requests: the order now, the new
 * one, and whether it is so, since the endpoint is known from other clients alone; one when it is at that end already.
 * @throws BilibiliRefused `groupMissing` when there is no such group
 */
export async function moveGroup(
  session: Session,
  tagid: number,
  way: 'up' | 'down',
  signal?: AbortSignal,
): Promise<GroupMoved> {
  const groups = await readGroups(session, signal);
  const order = ownOrder(groups);
  const at = order.indexOf(tagid);
  if (at < 0) {
    const { label } = session.groups.list.endpoint;
    throw new BilibiliRefused({ reason: 'groupMissing', code: 22104, endpoint: label });
  }
  const to = way === 'up' ? at - 1 : at + 1;
  const other = order[to];
  if (other === undefined) return { groups, outcome: 'end' };
  const wanted = order.with(to, tagid).with(at, other);
  try {
    await session.groups.sort({ tagids: wanted }, { signal });
  } catch (error) {
    if (!mayBeRetiredEndpoint(error) && !isLost(error)) throw error;
  }
  const now = await readGroups(session, signal);
  const isSo = ownOrder(now).join() === wanted.join();
  return { groups: now, outcome: isSo ? 'moved' : 'refused' };
}

function ownOrder(groups: readonly Group[]): number[] {
  return groups.map(({ tagid }) => tagid).filter(isOwnGroup);
}
