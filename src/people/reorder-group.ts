import { BilibiliRefused, type Group, type Session } from '../api/index.ts';
import { mayBeRetiredEndpoint } from './is-endpoint-retired.ts';
import { isLost } from './lost-answer.ts';
import { isOwnGroup, readGroups } from './manage-groups.ts';

/** The outcome of moving a group. */
export interface GroupMoved {
  /** All groups in the site's order now. */
  groups: Group[];
  /** `end`: it was the first or last already; `refused`: the site did not take the order. */
  outcome: 'moved' | 'end' | 'refused';
}

/**
 * Moves one of the account's groups up or down by one. Three requests: read the order, write it, and read it
 * back, since the endpoint is known only from other clients; one request when the group is at that end
 * already.
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
