import type { Database } from './kv.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Hold } from './process-hold.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';

/** Which database to open and how; options for SQLite have no effect on Postgres. */
export interface DatabaseOptions {
  path?: string;
  url?: string;
  readOnly?: boolean;
  hold?: Pick<Hold, 'assertHeld' | 'lost'>;
  busyTimeout?: number;
  maxPages?: number;
}

/**
 * Opens the database of a store, on the engine that its URL names.
 * @param sealer verifies on Postgres that the keys belong to this store
 * @throws StoreError
 */
export async function openDatabase(options: DatabaseOptions, sealer: Sealer): Promise<Database> {
  const { path, url, readOnly, hold, busyTimeout = 5000, maxPages } = options;
  const address = path === undefined ? parseStoreUrl(url ?? '') : { engine: 'sqlite' as const, path };
  if (address === undefined) throw new StoreError('unreadable', 'STORE_URL is no address of a store.');
  if (address.engine === 'sqlite') return openSqlite({ path: address.path, busyTimeout, maxPages, readOnly });
  // Imported here, since users of SQLite do not need it in memory.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(address, { sealer, readOnly: readOnly ?? false, hold });
}
