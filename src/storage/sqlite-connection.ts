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
  }, path);
}

/**
 * The driver for @keyv/sqlite on a connection that is open. Its own one for node:sqlite neither sets `synchronous` nor
 * keeps prepared statements, which doubles the cost of a read; and would open a connection, three files, a collection.
 * The adapter asks the same handful of statements for ever, so none is forgotten.
 * `onFailure` hears each error before the adapter gets to wrap it.
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
      // The connection is the database's to close.
      close: async () => undefined,
    }),
  };
}

function bindable(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`The store takes strings and numbers, not a value of type ${typeof value}`);
}

/** Why SQLite could not do it, by what it answered. */
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

/** SQLite's primary result codes that mean something to an operator (sqlite.org/rescode.html). */
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

/** SQLite found no file where it must be, or could not read or write one (SQLITE_CANTOPEN, SQLITE_IOERR). */
const systemFailed = new Set([10, 14]);

/**
 * Runs something on a database; what fails comes out as a StoreError.
 * @param database where it failed, or the path of its file: what the system says of it is better than SQLite's number
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

/** SQLite's primary result code; `undefined` when it is no error of SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')
    return error.errcode & 0xff;
  return undefined;
}

/** Less than this free is a full disk: SQLite's shared memory file alone grows by 32 KiB at once. */
const leastSpace = 64 * 1024;

/** What the system says of a file that SQLite could not use; SQLite itself does not tell. */
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
 * Tries to open as many files as SQLite needs for one connection.
 * @param folder and not the database: closing a second descriptor of that would free the locks SQLite holds on it
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
