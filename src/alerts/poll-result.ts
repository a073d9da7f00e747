import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import type { Trouble } from './mark-poll-trouble.ts';
import { UnusableFanPage } from './validate-fan-page.ts';

/** The result of a poll. */
export type PollResult =
  | {
      kind: 'good';
      fans: number;
      mutuals: number;
      total: number;
      first: boolean;
      /** New fans an hour. */
      rate: number;
      /** When the earliest of the new fans came, ms since 1970; `undefined` when there are none. */
      oldest?: number | undefined;
    }
  /** No usable answer or no login: nothing new is known. */
  | { kind: 'failed'; why: 'login' | 'banned' | 'refused' | 'unreachable' | 'noInformation' | 'broken' }
  /** Risk control; no requests until then, ms since 1970. */
  | { kind: 'resting'; until: number }
  /** No chat is subscribed, or none can be alerted. */
  | { kind: 'off' };

/** The result of a failed poll and, if chats must be notified, the account's trouble; `until` in ms. */
interface PollFailure {
  result: PollResult;
  trouble?: { why: Trouble; until?: number };
}

/**
 * Interprets an error of a poll.
 * @param now ms since 1970
 * @throws the error itself when it is a defect or a failure of the store
 */
export function pollFailure(error: unknown, now: number): PollFailure {
  if (error instanceof BilibiliRefused && error.reason === 'risk') {
    const until = error.restUntil ?? now;
    return { result: { kind: 'resting', until }, trouble: { why: 'risk', until } };
  }
  if (error instanceof BilibiliRefused && error.reason === 'banned')
    return { result: { kind: 'failed', why: 'banned' }, trouble: { why: 'banned' } };
  if (error instanceof BilibiliRefused) return { result: { kind: 'failed', why: 'refused' } };
  if (error instanceof BilibiliUnreachable || isGivenUp(error))
    return { result: { kind: 'failed', why: 'unreachable' } };
  if (error instanceof UnusableFanPage) return { result: { kind: 'failed', why: 'noInformation' } };
  throw error;
}

/** The program is stopping and aborted its requests before the alerts were stopped. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
