import { readResponseBody } from '../../bot/read-response-body.ts';

/** The longest answer that is read, in bytes: what the platform says of a message or a bot is far shorter. */
const longest = 1024 * 1024;

/**
 * What stands in an answer of the platform.
 * @throws BodyTooLong
 */
export async function answerText(answer: Response): Promise<string> {
  return (await readResponseBody(answer, longest)).toString('utf8');
}
