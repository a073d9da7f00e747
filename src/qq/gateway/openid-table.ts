import { createKeyedMutex, type Store } from '../../storage/index.ts';

/** Numbers openids permanently, since chats and settings refer to them. */
export interface OpenidTable {
  /** The number of this openid, assigned when first seen; a whole number from 1, never reused. */
  numberOf(openid: string): Promise<number>;
  openidOf(number: number): Promise<string | undefined>;
}

/** A table of openids in the records of the program. Each is numbered once, also with several processes. */
export function createOpenidTable({
  openids,
  openidNumbers,
}: Pick<Store, 'openids' | 'openidNumbers'>): OpenidTable {
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
      const taken = await openids.update(String(number), (current) => current ?? { openid });
      if (taken?.openid !== openid) continue;
      last = Promise.resolve(number);
      return number;
    }
  }

  return {
    numberOf: (openid) =>
      mutex.run('', async () => {
        const known = await openidNumbers.get(openid);
        if (known !== undefined) return known.number;
        const number = await takeNumber(openid);
        const kept = await openidNumbers.update(openid, (current) => current ?? { number });
        return kept?.number ?? number;
      }),
    openidOf: async (number) => (await openids.get(String(number)))?.openid,
  };
}
