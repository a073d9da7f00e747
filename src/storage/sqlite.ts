import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqliteDriver } from '@keyv/sqlite';
import { codeOf, StoreError, type StoreProblem } from './errors.ts';

/** Which file to open, and how. */
export interface SqliteOptions {
  /** Absolute path of the file, or ':memory:'. */
  path: string;
  /** How long to wait for a lock of another process, in milliseconds; the whole process waits, nothing else runs. */
  busyTimeout: number;
  /** Only reads, and makes nothing: for a look beside a bot that runs. */
  readOnly?: boolean | undefined;
  /** The file may not grow beyond so many pages of 4 KiB. */
  maxPages?: number | undefined;
}

/**
 * Opens a connection whose every acknowledged write is on the disk: WAL with `synchronous=FULL`, which survives a power
 * cut where NORMAL loses the last commits.
 * @throws StoreError
 */
export async function connect(options: SqliteOptions): Promise<DatabaseSync> {
  const deadline = performance.now() + options.busyTimeout;
  while (true) {
    try {
      return connectOnce(options);
    } catch (error) {
      // SQLite itself does not wait while another process turns the file to WAL, as it does for every other lock.
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
      if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/**
 * Reads through the whole file and, unless it is only to be read, takes its write lock once.
 * @throws StoreError when it is damaged, read-only, or held by another process.
 */
export function check(database: DatabaseSync, { readOnly = false } = {}): void {
  withStoreErrors(() => {
    const [row] = database.prepare('PRAGMA quick_check(1)').all();
    if (row?.quick_check !== 'ok') throw new StoreError('damaged', explanations.damaged);
    if (readOnly) return;
    database.exec('BEGIN IMMEDIATE');
    database.exec('ROLLBACK');
  });
}

/**
 * The driver for @keyv/sqlite. Its own one for node:sqlite neither sets `synchronous` nor keeps prepared statements,
 * which doubles the cost of a read. The adapter asks the same handful of statements for ever, so none is forgotten.
 * `onFailure` hears each error before the adapter gets to wrap it.
 */
export function createDriver(options: SqliteOptions, onFailure: (failure: unknown) => void): SqliteDriver {
  return {
    name: 'custom',
    async connect() {
      const database = await connect(options);
      const statements = new Map<string, StatementSync>();
      const prepared = (sql: string): StatementSync => {
        const statement = statements.get(sql) ?? database.prepare(sql);
        statements.set(sql, statement);
        return statement;
      };
      return {
        async query(sql, ...values) {
          try {
            return withStoreErrors(() => prepared(sql).all(...values.map(bindable)));
          } catch (failure) {
            onFailure(failure);
            throw failure;
          }
        },
        async close() {
          statements.clear();
          if (database.isOpen) database.close();
        },
      };
    },
  };
}

function bindable(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`The store takes strings and numbers, not a value of type ${typeof value}`);
}

const explanations: Record<StoreProblem, string> = {
  locked: 'another process is holding the database file',
  full: 'the disk, or the space the database may take, is full',
  closed: 'the store is closed',
  readonly: 'the database file is read-only',
  unreadable: 'the database file cannot be opened',
  damaged: 'the file is damaged, or is no SQLite database',
  version: 'the database was written by a newer program',
  shape: 'the value does not fit',
  sealed: 'the value does not open',
  keys: 'the key file is unusable',
  failed: 'the database did not take the request',
};

/** SQLite's primary result codes that mean something to an operator (sqlite.org/rescode.html). */
const problems = new Map<number, StoreProblem>([
  [3, 'unreadable'],
  [5, 'locked'],
  [6, 'locked'],
  [8, 'readonly'],
  [11, 'damaged'],
  [13, 'full'],
  [14, 'unreadable'],
  [23, 'unreadable'],
  [26, 'damaged'],
]);

/** Runs something on a database; what fails comes out as a StoreError. */
export function withStoreErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const problem = problemOf(error);
    const code = codeOf(error);
    throw new StoreError(problem, explanations[problem] + (problem === 'failed' ? ` (${code})` : ''));
  }
}

function problemOf(error: unknown): StoreProblem {
  if (codeOf(error) === 'ERR_INVALID_STATE') return 'closed';
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') {
    return problems.get(error.errcode & 0xff) ?? 'failed';
  }
  return 'failed';
}
