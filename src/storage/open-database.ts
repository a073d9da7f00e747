import type { Database } from './kv.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Hold } from './process-hold.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';

/** Where a database is, and how it is opened; what is for SQLite alone means nothing elsewhere. */
export interface DatabaseOptions {
  path?: string;
  url?: string;
  readOnly?: boolean;
  hold?: Pick<Hold, 'assertHeld' | 'lost'>;
  busyTimeout?: number;
  maxPages?: number;
}

/**
 * Opens the database of a store, on the engine its address names.
 * @param sealer shows on Postgres that the keys are those of this store
 * @throws StoreError
 */
export async function openDatabase(options: DatabaseOptions, sealer: Sealer): Promise<Database> {
  const { path, url, readOnly, hold, busyTimeout = 5000, maxPages } = options;
  const address = path === undefined ? parseStoreUrl(url ?? '') : { engine: 'sqlite' as const, path };
  if (address === undefined) throw new StoreError('unreadable', 'STORE_URL is no address of a store.');
  if (address.engine === 'sqlite') return openSqlite({ path: address.path, busyTimeout, maxPages, readOnly });
  // Whoever keeps to SQLite needs none of it in memory.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(address, { sealer, readOnly: readOnly ?? false, hold });
}
