import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';

/** Whether the site does not know an endpoint, or not any more as other clients do. */
export function mayBeRetiredEndpoint(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.status === 404;
  return (
    error instanceof BilibiliRefused && ['gone', 'input', 'permission', 'unknown'].includes(error.reason)
  );
}
