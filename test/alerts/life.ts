import type { Repository, WatchRecord } from '../../src/storage/index.ts';

/** When a program dies: at so many-th of the moments around what can be seen from outside. */
export interface Life {
  moments: number;
  over: boolean;
  ended: Promise<void>;
  /** Lives on through a moment, or never returns. */
  pass(): Promise<void>;
  /** Gives this to the living. */
  through<T>(value: T): Promise<T>;
}

/** A life that ends at moment `last`, counted from 1. */
export function lifeUntil(last: number): Life {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  const life: Life = {
    moments: 0,
    over: false,
    ended,
    async pass() {
      if (life.over) return never;
      life.moments += 1;
      if (life.moments < last) return;
      life.over = true;
      end();
      return never;
    },
    through: async (value) => (life.over ? never : value),
  };
  return life;
}

/** One that does not end. */
export const immortal = lifeUntil(Number.POSITIVE_INFINITY);

/** A collection as seen by a program that dies: what it asks for after that never happens. */
export function mortal(collection: Repository<WatchRecord>, life: Life): Repository<WatchRecord> {
  return {
    ...collection,
    get: async (key) => life.through(await collection.get(key)),
    async update(key, change, options) {
      await life.pass();
      const record = await collection.update(key, change, options);
      await life.pass();
      return record;
    },
  };
}
