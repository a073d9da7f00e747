import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import { UnusableFanPage } from './fan-page.ts';
import type { PollResult } from './ports.ts';
import type { Trouble } from './trouble.ts';

/** How a poll failed, and the trouble of the account that chats have to be told of, if it is one; `until` in ms. */
interface PollFailure {
  result: PollResult;
  trouble?: { why: Trouble; until?: number };
}

/**
 * What an error of a poll means.
 * @param now ms since 1970
 * @throws the error itself when it is a defect of the program, or a failure of the store
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

/** The program stops, and its requests were given up before the alerts are told to end. */
function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
