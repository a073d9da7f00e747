import { closeSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqliteDriver } from '@keyv/sqlite';
import { codeOf, StoreError, type StoreProblem, systemProblem } from './store-errors.ts';

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
      if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  }, path);
}

/**
 * A driver for @keyv/sqlite on an open connection. Keyv's own driver for node:sqlite neither sets
 * `synchronous` nor caches prepared statements, which doubles the cost of a read, and opens a connection
 * (three files) per collection. The adapter uses only a few statements, so all stay cached. `onFailure` gets
 * each error before the adapter wraps it.
 */
export function createDriver(database: DatabaseSync, onFailure: (failure: unknown) => void): SqliteDriver {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    name: 'custom',
    connect: async () => ({
      async query(sql, ...values) {
        try {
          return withStoreErrors(() => prepared(sql).all(...values.map(bindable)), database);
        } catch (failure) {
          onFailure(failure);
          throw failure;
        }
      },
      // The database closes the connection.
      close: async () => undefined,
    }),
  };
}

function bindable(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`The store takes strings and numbers, not a value of type ${typeof value}`);
}

/** Explanations for errors of SQLite. */
const explanations = {
  locked: 'another process is holding the database file',
  full: 'the disk, or the space the database may take, is full',
  closed: 'the store is closed',
  readonly: 'the database file is read-only',
  unreadable: 'the database file cannot be opened',
  damaged: 'the file is damaged, or is no SQLite database',
  failed: 'the database did not take the request',
} satisfies Partial<Record<StoreProblem, string>>;
type SqliteProblem = keyof typeof explanations;

/** SQLite's primary result codes with a meaning for the operator (sqlite.org/rescode.html). */
const problems = new Map<number, SqliteProblem>([
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

/** SQLite could not open, read or write a file (SQLITE_CANTOPEN, SQLITE_IOERR). */
const systemFailed = new Set([10, 14]);

/**
 * Runs a database operation; errors become StoreErrors.
 * @param database where it failed, or the path of its file: the system's error explains more than SQLite's
 *   code
 */
export function withStoreErrors<T>(work: () => T, database?: DatabaseSync | string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const number = resultCode(error);
    const path = typeof database === 'string' ? database : database?.isOpen && database.location();
    const cause = number !== undefined && systemFailed.has(number) && path ? systemCauseOf(path) : undefined;
    if (cause) throw new StoreError(cause.problem, cause.words);
    const problem = problemOf(error, number);
    const code = problem === 'failed' ? ` (${codeOf(error)})` : '';
    throw new StoreError(problem, explanations[problem] + code);
  }
}

function problemOf(error: unknown, number: number | undefined): SqliteProblem {
  if (codeOf(error) === 'ERR_INVALID_STATE') return 'closed';
  return (number !== undefined && problems.get(number)) || 'failed';
}

/** SQLite's primary result code; `undefined` for other errors. */
function resultCode(error: unknown): number | undefined {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')
    return error.errcode & 0xff;
  return undefined;
}

/**
 * With less free space (bytes) the disk counts as full: SQLite's shared memory file alone grows by 32 KiB.
 */
const leastSpace = 64 * 1024;

/** The system's reason why SQLite could not use a file, which SQLite does not report. */
export function systemCauseOf(path: string): { problem: StoreProblem; words: string } | undefined {
  try {
    statSync(path);
    needDescriptors(dirname(path));
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < leastSpace ? { problem: 'full', words: 'the disk is full' } : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { problem: 'gone', words: 'the file is not there' };
    return systemProblem(error);
  }
}

/**
 * Checks that as many files can be opened as SQLite needs for one connection.
 * @param folder not the database: closing a second descriptor of the database would free SQLite's locks on it
 */
function needDescriptors(folder: string): void {
  const opened: number[] = [];
  try {
    while (opened.length < descriptorsNeeded) opened.push(openSync(folder, 'r'));
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** The file, its log, its shared memory, and the folder when the log is new. */
const descriptorsNeeded = 4;
