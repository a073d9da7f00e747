import { BilibiliRefused, type BilibiliUnreachable, isSiteFailure } from './errors.ts';

/** Whether the site says that the login is not valid any more. */
export function saysLoggedOut(error: unknown): error is BilibiliRefused {
  return error instanceof BilibiliRefused && error.reason === 'login';
}

/** Whether a failure says nothing about the login itself, so that a later renewal may succeed. */
export function isPassingFailure(error: BilibiliRefused | BilibiliUnreachable): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'risk' || error.reason === 'busy';
  return error.why !== 'answer';
}

/**
 * Ignores failures that a later attempt may not have.
 * @throws any other error
 */
export function ignorePassingFailure(error: unknown): void {
  if (!isSiteFailure(error) || !isPassingFailure(error)) throw error;
}
