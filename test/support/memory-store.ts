import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openStore, type Store } from '../../src/storage/index.ts';
import { storeKey } from '../storage/store-key.ts';

/** A store in memory, closed when the test ends. */
export async function openMemoryStore({ now }: Pick<Clock, 'now'>): Promise<Store> {
  const store = await openStore({ path: ':memory:', keys: [storeKey], now });
  onTestFinished(() => store.close());
  return store;
}
