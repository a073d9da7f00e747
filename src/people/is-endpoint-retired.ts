import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';

/** Whether an error may mean that the site has removed an endpoint or changed how it is called. */
export function mayBeRetiredEndpoint(error: unknown): boolean {
  if (error instanceof BilibiliUnreachable) return error.status === 404;
  return (
    error instanceof BilibiliRefused && ['gone', 'input', 'permission', 'unknown'].includes(error.reason)
  );
}
