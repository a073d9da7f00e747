import type { Accounts } from '../../accounts/accounts.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';

/** The names of people, as far as they can be read; by mid. Hostile text. Never fails for the site's sake. */
export type NamesOf = (
  chat: number,
  mid: number,
  people: readonly number[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<number, string>>;

/** One request each, so no more are asked for at a time; the others are shown by their mids. */
const mostAsked = 3;
const mostKept = 500;

/** Reads names through the chat's login. A message that is sent again costs no second reading. */
export function createNamesOf({ sessionOf }: Pick<Accounts, 'sessionOf'>): NamesOf {
  const known = new Map<number, string>();

  return async (chat, mid, people, signal) => {
    const unknown = people.filter((one) => !known.has(one)).slice(0, mostAsked);
    const session = unknown.length > 0 ? await sessionOf(chat, mid) : undefined;
    try {
      for (const one of unknown) {
        const answer = await session?.people.card({ mid: one }, { signal });
        if (answer) known.set(one, answer.card.name);
      }
    } catch (error) {
      if (!(error instanceof BilibiliRefused || error instanceof BilibiliUnreachable)) throw error;
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
