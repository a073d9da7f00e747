import { redactCredentials } from './find-credentials.ts';

/** No credential is longer, in characters; one that begins in what is shown is seen whole. */
const longestCredential = 4096;

/**
 * The beginning of a foreign text, at most `most` characters and `…`. Credentials are redacted before it is cut: of half a
 * credential nobody could tell any more what it is. Takes the same time for a text of any length.
 */
export function redactedExcerpt(text: string, most: number): string {
  const clean = redactCredentials(text.slice(0, most + longestCredential));
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}
