import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a connection request contains the token, in its header or its query; implementations use either.
 */
export function carriesToken({ headers, url = '/' }: IncomingMessage, token: string): boolean {
  const [, bearer] = /^(?:Bearer|Token)\s+(\S+)$/iu.exec(headers.authorization ?? '') ?? [];
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('access_token');
  return [bearer, query].some((given) => typeof given === 'string' && isSame(given, token));
}

/** Compares hashes, so that the time taken reveals neither the token nor its length. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
