import type { Collection } from './collection.ts';

/**
 * Opens every record and renews those that an older key sealed. What no key opens must stop the start, not fail the
 * first who needs it.
 * @throws SealError
 */
export async function reseal<T>(collection: Collection<T>): Promise<void> {
  for await (const [key] of collection.all()) await collection.update(key, (record) => record);
}
