import { z } from 'zod';

const aMessage = z.object({ message_id: z.int() });

/** What the answers hold on which more depends than a message; of the others it is enough that there is something. */
const results: Readonly<Record<string, z.ZodType>> = {
  getMe: z.object({ id: z.int(), username: z.string() }),
  getUpdates: z.array(z.object({ update_id: z.int() })),
  sendMessage: aMessage,
  sendPhoto: aMessage,
  sendMediaGroup: z.array(aMessage),
};

const anything = z.unknown().refine((result) => result !== undefined && result !== null);

/**
 * Whether an answer that says yes to a call says what came of it. "Yes" alone, or with something else than the call is for,
 * comes of a server in trouble: nothing was sent for certain.
 */
export function holdsResult(method: string, text: string): boolean {
  try {
    const answer: unknown = JSON.parse(text);
    const { result } = z.object({ result: z.unknown() }).parse(answer);
    const expected = Object.hasOwn(results, method) ? results[method] : undefined;
    return (expected ?? anything).safeParse(result).success;
  } catch {
    return false;
  }
}
