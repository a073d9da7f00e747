import { redactCredentials } from './find-credentials.ts';

/** Longest credential, in characters: one that begins within the excerpt is read as a whole. */
const longestCredential = 4096;

/**
 * The beginning of a foreign text: at most `most` characters and `…`. Credentials are redacted before
 * cutting, since half a credential would not be recognised. The time does not depend on the text's length.
 */
export function redactedExcerpt(text: string, most: number): string {
  const clean = redactCredentials(text.slice(0, most + longestCredential));
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}
