import type { Repository } from '../storage/index.ts';

/** What messages with buttons stand for, each under its message, until it was not used for a while. */
export interface MessageState<T> {
  /** What a message stands for; `undefined` when it was forgotten. */
  get(chat: number, message: number): Promise<T | undefined>;
  put(chat: number, message: number, value: T): Promise<void>;
  remove(chat: number, message: number): Promise<boolean>;
}

/** How long something is kept after it was last used, unless said otherwise; milliseconds. */
const oneDay = 24 * 3600_000;
/** How often the old is looked for; milliseconds. */
const sweepEvery = 3600_000;
/** As many are removed at a time; the rest the next time. */
const mostSwept = 500;

/** Keeps records by message; now and then a write sweeps out the old ones. `now` and `life` in milliseconds. */
export function createMessageState<T extends object>(
  collection: Repository<T & { usedAt: number }>,
  now: () => number,
  life = oneDay,
): MessageState<T> {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const isOld = ({ usedAt }: { usedAt: number }) => now() - usedAt > life;

  async function sweep(): Promise<void> {
    sweptAt = now();
    let swept = 0;
    for await (const [key, value] of collection.all()) {
      if (isOld(value) && (await collection.remove(key))) swept += 1;
      if (swept === mostSwept) return;
    }
  }

  return {
    async get(chat, message) {
      const value = await collection.get(`${chat}:${message}`);
      return value === undefined || isOld(value) ? undefined : value;
    },
    async put(chat, message, value) {
      await collection.update(`${chat}:${message}`, () => ({ ...value, usedAt: now() }));
      if (now() - sweptAt > sweepEvery) await sweep();
    },
    remove: (chat, message) => collection.remove(`${chat}:${message}`),
  };
}
