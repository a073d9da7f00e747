import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a text with a secret by hashes: the time taken reveals neither the secret nor its length. */
export function isSameSecret(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
