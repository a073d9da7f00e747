import { isSiteFailure, type Session } from '../api/index.ts';
import { isLoginRefusal, type SessionPicker } from './session-picker.ts';
import type { WatchRepository } from './watch-repository.ts';

/** How many logins are tried for one request. */
const maxLogins = 3;

/** What the fan counts can do to polls. */
export interface PollControl {
  /** An account's fan count has changed: polls it soon, even while a poll is running. */
  pollAfterCountChange(mid: number): void;
  /** Sets whether polls of an account wait for a change of its fan count. */
  setProbed(mid: number, probed: boolean): void;
  /** Whether polls of an account are neither failing nor paused. */
  isHealthy(mid: number): boolean;
}

export interface CountReaderDeps {
  watchRepository: WatchRepository;
  sessionPicker: SessionPicker;
  random: () => number;
  /** Aborts everything. */
  closed: AbortSignal;
}

/**
 * Reads the fan counts of at most twenty accounts, through the login of any of them; `undefined` without a
 * usable answer. Rejects only because of defects.
 */
export type ReadCounts = (
  mids: readonly number[],
  polls: PollControl,
) => Promise<ReadonlyMap<number, number> | undefined>;

/** Reads through logins that are not known to be invalid, starting with a random account's. */
export function createCountReader({
  watchRepository,
  sessionPicker,
  random,
  closed,
}: CountReaderDeps): ReadCounts {
  async function* sessions(
    mids: readonly number[],
    polls: PollControl,
  ): AsyncGenerator<{ mid: number; session: Session }> {
    const first = Math.floor(random() * mids.length);
    for (const mid of [...mids.slice(first), ...mids.slice(0, first)]) {
      const entry = watchRepository.entry(mid);
      if (entry === undefined || !polls.isHealthy(mid)) continue;
      const picked = await sessionPicker.candidates(mid, entry);
      const session = picked.find((one) => !one.dead && one.session !== undefined)?.session;
      if (session !== undefined) yield { mid, session };
    }
  }

  return async (mids, polls) => {
    let tried = 0;
    for await (const { mid, session } of sessions(mids, polls)) {
      if (tried === maxLogins) break;
      tried += 1;
      try {
        const answer = await session.people.stats({ mids: [...mids] }, { signal: closed, share: 'polls' });
        const counts = Object.values(answer).map((one) => [one.mid, one.follower] as const);
        return counts.length === 0 ? undefined : new Map(counts);
      } catch (error) {
        if (closed.aborted) return undefined;
        if (!isSiteFailure(error)) throw error;
        if (!isLoginRefusal(error)) return undefined;
        // The owner should be notified of the invalid login; a poll does that.
        polls.pollAfterCountChange(mid);
      }
    }
    return undefined;
  };
}
