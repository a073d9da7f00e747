import { z } from 'zod';
import { jsonOrUndefined } from '../text/json-or-undefined.ts';

const aMessage = z.object({ message_id: z.int() });

/** The expected results of calls that need more than some result. */
const results: Readonly<Record<string, z.ZodType>> = {
  getMe: z.object({ id: z.int(), username: z.string() }),
  getUpdates: z.array(z.object({ update_id: z.int() })),
  sendMessage: aMessage,
  sendPhoto: aMessage,
  sendMediaGroup: z.array(aMessage),
};

const anAnswer = z.object({ result: z.unknown() });
const anything = z.unknown().refine((result) => result !== undefined && result !== null);

/**
 * Whether a successful answer contains the result of its call. Success without the expected result comes from
 * a server in trouble; whether anything was sent is then unknown.
 */
export function holdsResult(method: string, text: string): boolean {
  const answer = anAnswer.safeParse(jsonOrUndefined(text));
  const expected = Object.hasOwn(results, method) ? results[method] : undefined;
  return answer.success && (expected ?? anything).safeParse(answer.data.result).success;
}
