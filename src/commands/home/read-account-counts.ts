import type { Account } from '../../accounts/accounts.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';

/** Who an account is and how many follow it, as the site said; `at` when, ms. */
export interface AccountCounts {
  name: string;
  face: string;
  fans: number;
  following: number;
  black: number;
  at: number;
}

/** What keeps the site from being read now; `until` in ms. */
export type CountsUnavailable = { why: 'resting'; until: number } | { why: 'unreachable' };

/** The numbers: fresh, or with what kept them from being read; then `numbers` are the last there were, if any. */
export interface CountsResult {
  numbers: AccountCounts | undefined;
  unread: CountsUnavailable | undefined;
}

/** Reads accounts' numbers, and remembers the last of each. */
export interface AccountCountsReader {
  /**
   * Two requests, or one where the name is known already; none when what was read is no older than `maxAge`, ms.
   * @throws BilibiliRefused when the site answers no for another reason than that it wants to be left alone
   */
  read(
    account: Account,
    options: { signal: AbortSignal; maxAge?: number; named?: Pick<AccountCounts, 'name' | 'face'> },
  ): Promise<CountsResult>;
}

/** So many accounts are remembered, those read last. */
const mostRemembered = 1000;

/** `now` in ms. */
export function createAccountCountsReader({ now }: { now: () => number }): AccountCountsReader {
  const last = new Map<number, AccountCounts>();

  function remember(mid: number, numbers: AccountCounts): void {
    last.delete(mid);
    last.set(mid, numbers);
    for (const oldest of last.keys()) {
      if (last.size <= mostRemembered) return;
      last.delete(oldest);
    }
  }

  return {
    async read({ mid, session }, { signal, maxAge = 0, named }) {
      const known = last.get(mid);
      const age = known && now() - known.at;
      // A time from before the clock was set back is none.
      if (age !== undefined && age >= 0 && age < maxAge) return { numbers: known, unread: undefined };
      try {
        const { name, face } = named ?? (await nameOf({ mid, session }, signal));
        const { follower: fans, following, black } = await session.people.stat({ vmid: mid }, { signal });
        const numbers = { name, face, fans, following, black, at: now() };
        remember(mid, numbers);
        return { numbers, unread: undefined };
      } catch (error) {
        const unread = unavailableBecause(error, now());
        if (unread === undefined) throw error;
        return { numbers: known, unread };
      }
    },
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
