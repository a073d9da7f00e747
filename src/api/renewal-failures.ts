import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** Whether the site does not take the login for one any more. */
export function saysLoggedOut(error: unknown): error is BilibiliRefused {
  return error instanceof BilibiliRefused && error.reason === 'login';
}

/** The site refused or did not answer, as against a store that fails or a program that stops. */
export function isOfSite(error: unknown): error is BilibiliRefused | BilibiliUnreachable {
  return error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
}

/** Whether nothing was said about the login itself, so that the renewal may well succeed later. */
export function isPassingFailure(error: BilibiliRefused | BilibiliUnreachable): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'risk' || error.reason === 'busy';
  return error.why !== 'answer';
}

/** Lets pass what a later try may well do away with. @throws any other error */
export function throwUnlessPassing(error: unknown): void {
  if (!isOfSite(error) || !isPassingFailure(error)) throw error;
}
