import type { Accounts } from '../../accounts/accounts.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';

/**
 * The names of people, as far as they can be read in a few seconds; by mid. Hostile text. Never fails for the site's sake:
 * rejects only with the signal's reason, or the store's failure.
 */
export type FanNames = (
  chat: number,
  mid: number,
  people: readonly number[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<number, string>>;

/** One request each, so no more are asked for at a time; the others are shown by their mids. */
const mostAsked = 3;
const mostKept = 500;
/** How long (ms) a message waits for names: a login that is busy with a job of hours has no turn for them. */
const usualPatience = 5000;

/**
 * Reads names through the chat's login. A message that is sent again costs no second reading.
 * @param patience ms
 */
export function createFanNames(
  { sessionOf }: Pick<Accounts, 'sessionOf'>,
  patience = usualPatience,
): FanNames {
  const known = new Map<number, string>();

  return async (chat, mid, people, signal) => {
    const unknown = people.filter((one) => !known.has(one)).slice(0, mostAsked);
    const session = unknown.length > 0 ? await sessionOf(chat, mid) : undefined;
    const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    try {
      for (const one of unknown) {
        const answer = await session?.people.card({ mid: one }, { signal: given });
        if (answer) known.set(one, answer.card.name);
      }
    } catch (error) {
      signal.throwIfAborted();
      const isSites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
      if (!isSites && !given.aborted) throw error;
    }
    const names = new Map(
      people.flatMap((one): [number, string][] => {
        const name = known.get(one);
        return name === undefined ? [] : [[one, name]];
      }),
    );
    for (const oldest of known.keys()) {
      if (known.size <= mostKept) break;
      known.delete(oldest);
    }
    return names;
  };
}
