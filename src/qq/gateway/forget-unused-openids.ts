import type { Store } from '../../storage/index.ts';
import { createYielder } from '../../yield-to-event-loop.ts';
import { idOfNumberedOpenid } from './chat-ids.ts';
import { dayOf } from './openid-table.ts';

/**
 * How long an openid is kept after its last use, in days: twice as long as any record that expires, so that
 * none of those refers to it any more.
 */
const keptFor = 60;

/**
 * Forgets openids that were not used for two months and that nobody needs, so that the table does not grow
 * with everybody who ever wrote a word. The greatest number stays, so that no number is given to two openids.
 * Yields to the event loop; what was done before a failure stays done.
 * @param deps.isNeeded whether anything kept refers to the chat with this id, or to the openid (`person:` or
 * `group:` and the openid)
 * @param deps.now ms since 1970
 * @returns how many were forgotten
 */
export async function forgetUnusedOpenids(
  deps: Pick<Store, 'openids' | 'openidNumbers'> & {
    isNeeded: (chat: number, openid: string) => Promise<boolean>;
    now: () => number;
  },
  signal?: AbortSignal,
): Promise<number> {
  const { openids, openidNumbers, isNeeded } = deps;
  const today = dayOf(deps.now());
  const isUnused = (usedOn: number | undefined) => usedOn !== undefined && today - usedOn > keptFor;
  const isDated = (usedOn: number | undefined) => usedOn !== undefined && usedOn <= today + 1;
  const unused: number[] = [];
  let greatest = 0;
  for await (const [key, { usedOn }] of openids.all()) {
    signal?.throwIfAborted();
    greatest = Math.max(greatest, Number(key));
    if (isUnused(usedOn)) unused.push(Number(key));
    else if (!isDated(usedOn)) await noteUse(key);
  }

  const yieldIfDue = createYielder();
  let forgotten = 0;
  for (const number of unused) {
    await yieldIfDue();
    signal?.throwIfAborted();
    const key = String(number);
    const openid = (await openids.get(key))?.openid;
    if (openid === undefined || number === greatest) continue;
    if (await isNeeded(idOfNumberedOpenid(openid, number), openid)) await noteUse(key);
    else if (await forget(key, number)) forgotten += 1;
  }
  return forgotten;

  /** Counts the two months from today: the openid is needed, or the day is missing or that of a wrong clock. */
  async function noteUse(key: string): Promise<void> {
    await openids.update(key, (current) => current && { ...current, usedOn: today });
  }

  /** Forgets both directions, unless it was used meanwhile; that waits for this. */
  function forget(key: string, number: number): Promise<boolean> {
    return openids.remove(key, async ({ openid, usedOn }) => {
      if (!isUnused(usedOn)) return false;
      await openidNumbers.remove(openid, (current) => current.number === number);
      return true;
    });
  }
}
