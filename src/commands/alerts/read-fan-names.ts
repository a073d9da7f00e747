import type { Accounts } from '../../accounts/accounts.ts';
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
  const known = new Map<number, string>();

  return async (chat, mid, people, signal) => {
    const unknown = people.filter((one) => !known.has(one));
    const session = unknown.length > 0 ? await sessionOf(chat, mid) : undefined;
    const read = session && (await tryToReadNames(session, unknown, signal, patience));
    for (const [one, name] of read ?? []) known.set(one, name);
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
