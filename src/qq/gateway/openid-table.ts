import { createKeyedMutex, type Store } from '../../storage/index.ts';
import { day } from '../../time-units.ts';

/** How old the day of last use may be, in days, before it is written again. */
const renewAfter = 3;

/** Numbers openids, since chats and settings refer to them by numbers. */
export interface OpenidTable {
  /**
   * The number of this openid, assigned when first seen; a whole number from 1, never reused for another. Notes
   * that it is in use.
   */
  numberOf(openid: string): Promise<number>;
  openidOf(number: number): Promise<string | undefined>;
}

/** The day of a time (ms since 1970), in days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / day);

/**
 * A table of openids in the records of the program. Each is numbered once, also with several processes.
 * @param now ms since 1970
 */
export function createOpenidTable(
  { openids, openidNumbers }: Pick<Store, 'openids' | 'openidNumbers'>,
  now: () => number = Date.now,
): OpenidTable {
  const mutex = createKeyedMutex();
  /** Every number up to this one is taken. */
  let last: Promise<number> | undefined;

  async function countKept(): Promise<number> {
    let most = 0;
    for await (const [number] of openids.all()) most = Math.max(most, Number(number));
    return most;
  }

  /** Takes the next free number; another process may try to take the same one. */
  async function takeNumber(openid: string): Promise<number> {
    last ??= countKept();
    for (let number = (await last) + 1; ; number += 1) {
      const taken = await openids.update(
        String(number),
        (current) => current ?? { openid, usedOn: dayOf(now()) },
      );
      if (taken?.openid !== openid) continue;
      last = Promise.resolve(number);
      return number;
    }
  }

  /** Notes that a number is in use; `false` when it was forgotten meanwhile. */
  async function noteUse(number: number): Promise<boolean> {
    const today = dayOf(now());
    const usedOn = (await openids.get(String(number)))?.usedOn;
    if (usedOn !== undefined && Math.abs(today - usedOn) < renewAfter) return true;
    const noted = await openids.update(String(number), (current) => current && { ...current, usedOn: today });
    return noted !== undefined;
  }

  return {
    numberOf: (openid) =>
      mutex.run('', async () => {
        const known = await openidNumbers.get(openid);
        if (known !== undefined && (await noteUse(known.number))) return known.number;
        const number = await takeNumber(openid);
        const kept = await openidNumbers.update(openid, (current) =>
          current === undefined || current.number === known?.number ? { number } : current,
        );
        return kept?.number ?? number;
      }),
    openidOf: async (number) => (await openids.get(String(number)))?.openid,
  };
}
