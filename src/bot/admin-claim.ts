import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes a claim: the payload of /start that makes its sender the first admin. */
export function createClaim(): string {
  return `claim_${randomBytes(16).toString('base64url')}`;
}

/** Whether a payload of /start is meant as a claim, right or wrong. */
export function looksLikeClaim(payload: string): boolean {
  return payload.startsWith('claim_');
}

/** Whether this is the claim; takes the same time for every guess. */
export function isClaim(given: string, claim: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(claim)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether a text contains the claim. */
export function containsClaim(words: string, claim: string): boolean {
  return (words.match(/claim_[\w-]+/gu) ?? []).some((said) => isClaim(said, claim));
}
