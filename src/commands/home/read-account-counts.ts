import type { Account } from '../../accounts/accounts.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import { BoundedMap } from '../../bounded-map.ts';

/** Name, picture and counts of an account; `at`: when they were read, ms. */
export interface AccountCounts {
  name: string;
  face: string;
  fans: number;
  following: number;
  black: number;
  at: number;
}

/** Why the counts cannot be read now; `until` in ms. */
type CountsUnavailable = { why: 'resting'; until: number } | { why: 'unreachable' };

/** Fresh counts, or the last known ones (if any) with the reason they could not be read. */
export interface CountsResult {
  numbers: AccountCounts | undefined;
  unread: CountsUnavailable | undefined;
}

/**
 * Reads the counts of an account: two requests, or one when `named` has the name; none when the last counts
 * are no older than `maxAge`, ms.
 * @throws BilibiliRefused for refusals other than risk control
 */
export type ReadAccountCounts = (
  account: Account,
  options: { signal: AbortSignal; maxAge?: number; named?: Pick<AccountCounts, 'name' | 'face'> },
) => Promise<CountsResult>;

/** Most accounts remembered, those read last. */
const mostRemembered = 1000;

/** Remembers the last counts of each account; `now` in ms since 1970. */
export function createAccountCountsReader(now: () => number): ReadAccountCounts {
  const last = new BoundedMap<number, AccountCounts>(mostRemembered);

  return async ({ mid, session }, { signal, maxAge = 0, named }) => {
    const known = last.get(mid);
    const age = known && now() - known.at;
    // A time in the future comes from before the clock was set back.
    if (age !== undefined && age >= 0 && age < maxAge) return { numbers: known, unread: undefined };
    try {
      const { name, face } = named ?? (await nameOf({ mid, session }, signal));
      const { follower: fans, following, black } = await session.people.stat({ vmid: mid }, { signal });
      const numbers = { name, face, fans, following, black, at: now() };
      last.set(mid, numbers);
      return { numbers, unread: undefined };
    } catch (error) {
      const unread = unavailableBecause(error, now());
      if (unread === undefined) throw error;
      return { numbers: known, unread };
    }
  };
}

async function nameOf(
  { mid, session: { people } }: Pick<Account, 'mid' | 'session'>,
  signal: AbortSignal,
): Promise<Pick<AccountCounts, 'name' | 'face'>> {
  const { mid: reader, uname, face } = await people.nav({}, { signal });
  if (reader !== mid)
    throw new BilibiliUnreachable({
      why: 'answer',
      endpoint: people.nav.endpoint.label,
      detail: 'another reader',
    });
  return { name: uname, face };
}

function unavailableBecause(error: unknown, now: number): CountsUnavailable | undefined {
  if (error instanceof BilibiliUnreachable) return { why: 'unreachable' };
  if (error instanceof BilibiliRefused && error.reason === 'risk')
    return { why: 'resting', until: error.restUntil ?? now };
  return undefined;
}
