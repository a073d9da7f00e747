import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { withStoreErrors } from './sqlite-errors.ts';
import { StoreError } from './store-errors.ts';

/** The pages SQLite caches, KiB; the system caches the whole file anyway, and 2000, the default, saves no time. */
const cacheSize = 512;

/** Which file to open, and how. */
export interface SqliteOptions {
  /** Absolute path of the file, or ':memory:'. */
  path: string;
  /** How long to wait for another process's lock, in ms; the whole process blocks meanwhile. */
  busyTimeout: number;
  /** Reads only and creates nothing, to look at the store of a running bot. */
  readOnly?: boolean | undefined;
  /** Largest size of the file, in pages of 4 KiB. */
  maxPages?: number | undefined;
}

/**
 * Opens a connection on which every acknowledged write is on disk: WAL with `synchronous=FULL`, which
 * survives a power cut, while NORMAL may lose the last commits.
 * @throws StoreError
 */
export async function connect(options: SqliteOptions): Promise<DatabaseSync> {
  const deadline = performance.now() + options.busyTimeout;
  while (true) {
    try {
      return connectOnce(options);
    } catch (error) {
      // SQLite does not wait while another process switches the file to WAL, unlike for other locks.
      const locked = error instanceof StoreError && error.problem === 'locked';
      if (!locked || performance.now() >= deadline) throw error;
      await pause(10);
    }
  }
}

function connectOnce({ path, busyTimeout, maxPages, readOnly = false }: SqliteOptions): DatabaseSync {
  return withStoreErrors(() => {
    const database = new DatabaseSync(path, { timeout: busyTimeout, readOnly });
    try {
      if (path !== ':memory:' && !readOnly) database.exec('PRAGMA journal_mode = WAL');
      database.exec('PRAGMA synchronous = FULL');
      database.exec(`PRAGMA cache_size = ${-cacheSize}`);
      if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }, path);
}
