import type { Accounts } from '../../accounts/accounts.ts';
import { BoundedMap } from '../../bounded-map.ts';
import { tryToReadNames } from '../../people/read-names.ts';

/**
 * Reads names by mid, as far as possible within a few seconds; hostile text. Failures of Bilibili are
 * ignored: it rejects only with the signal's reason or a store failure.
 */
export type FanNames = (
  chat: number,
  mid: number,
  people: readonly number[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<number, string>>;

const mostKept = 500;

/**
 * Reads names through the chat's login, in one request. Names are cached, so sending a message again costs no
 * further request.
 * @param patience how long a message may wait for names, ms; default when left out
 */
export function createFanNameReader({ sessionOf }: Pick<Accounts, 'sessionOf'>, patience?: number): FanNames {
  const known = new BoundedMap<number, string>(mostKept);

  return async (chat, mid, people, signal) => {
    const names = new Map<number, string>();
    for (const one of people) {
      const name = known.get(one);
      if (name !== undefined) names.set(one, name);
    }
    const unknown = people.filter((one) => !names.has(one));
    const session = unknown.length > 0 ? await sessionOf(chat, mid) : undefined;
    const read = session && (await tryToReadNames(session, unknown, signal, patience));
    for (const [one, name] of read ?? []) {
      known.set(one, name);
      names.set(one, name);
    }
    return names;
  };
}
