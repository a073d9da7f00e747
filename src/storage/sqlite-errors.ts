import { closeSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { codeOf, StoreError, type StoreProblem, systemProblem } from './store-errors.ts';

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

/** SQLITE_IOERR: the system refused a read or write, without a reason that can still be found out. */
const ioError = 10;
const diskRefuses =
  'the disk could not be read or written: it fails, or a limit (ulimit -f) keeps the file from growing';

/** SQLite could not open, read or write a file (SQLITE_CANTOPEN, SQLITE_IOERR). */
const systemFailed = new Set([ioError, 14]);

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
    const words = number === ioError ? diskRefuses : explanations[problem];
    throw new StoreError(problem, words + code);
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
