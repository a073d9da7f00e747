import { readResponseBody } from '../../bot/read-response-body.ts';

/** Longest answer that is read, in bytes; usual answers are far shorter. */
const longest = 1024 * 1024;

/**
 * Reads the body of a response as text.
 * @throws BodyTooLong
 */
export async function readResponseText(answer: Response): Promise<string> {
  return (await readResponseBody(answer, longest)).toString('utf8');
}
