import type { Repository } from '../../src/storage/index.ts';

/** Records in memory, for figures that are not about the disk. Changes must be synchronous. */
export function createMemory<T>(): Repository<T> {
  const records = new Map<string, T>();
  return {
    get: async (key) => records.get(key),
    async update(key, change) {
      const wanted = change(records.get(key));
      if (wanted instanceof Promise) throw new Error('a change that waits is none of these');
      if (wanted !== undefined) records.set(key, wanted);
      return records.get(key);
    },
    remove: async (key) => records.delete(key),
    async *all() {
      yield* records;
    },
  };
}
