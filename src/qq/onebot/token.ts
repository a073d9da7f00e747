import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Whether a request to be connected carries the token: in its header, or in its query, as implementations do either. */
export function carriesToken({ headers, url = '/' }: IncomingMessage, token: string): boolean {
  const [, bearer] = /^(?:Bearer|Token)\s+(\S+)$/iu.exec(headers.authorization ?? '') ?? [];
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('access_token');
  return [bearer, query].some((given) => typeof given === 'string' && isSame(given, token));
}

/** Compared by their hashes, so that the time it takes tells nothing of the token or its length. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
