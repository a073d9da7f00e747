import { hash } from 'node:crypto';

/**
 * The body of an answer has come before, so it was not parsed: what an ETag is for, which the site does not
 * send. Only thrown to callers that pass `isRepeat`.
 */
export class RepeatedAnswer extends Error {
  override readonly name = 'RepeatedAnswer';
}

/** A digest of a body as it was received: 8 characters, because one is kept of every watched account. */
export function digestOfBody(body: Buffer): string {
  return hash('sha256', body, 'binary').slice(0, 8);
}
