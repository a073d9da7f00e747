import type { BigIntStats } from 'node:fs';
import { chmod, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { checkSqliteFile } from './check-sqlite-file.ts';
import type { Database } from './kv.ts';
import { makeFolder } from './make-folder.ts';
import { connect, type SqliteOptions } from './sqlite-connection.ts';
import { withStoreErrors } from './sqlite-errors.ts';
import { createSqliteKv } from './sqlite-kv.ts';
import { codeOf, StoreError, systemProblem } from './store-errors.ts';

/**
 * Opens a SQLite file and checks it; creates it and its folder, for this user only, when missing.
 * @throws StoreError when the file is damaged, unreadable, or locked by another process
 */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
  const inMemory = options.path === ':memory:';
  const path = inMemory ? options.path : resolve(options.path);
  if (!inMemory && !options.readOnly) await make(path);
  const connection = await tryOut({ ...options, path }, inMemory);
  const close = async () => {
    if (connection.isOpen) connection.close();
  };
  try {
    const opened = inMemory ? undefined : await stat(path, { bigint: true });
    const health = await createSqliteKv(connection, path, 'health');
    return {
      collection: (name) => createSqliteKv(connection, path, name),
      async probe() {
        if (opened) await isStillThere(path, opened);
        await health.set('probe', { probedAt: Date.now() });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Checks that the file is still the one opened: writes to a deleted or replaced file succeed, but are lost
 * with the process.
 */
async function isStillThere(path: string, opened: BigIntStats): Promise<void> {
  const there = await stat(path, { bigint: true }).catch((error: unknown) => {
    const problem = systemProblem(error)?.problem ?? 'gone';
    throw new StoreError(problem, `The store ${path} is no longer there (${codeOf(error)}). ${whatToDo}`);
  });
  if (there.ino === opened.ino && there.dev === opened.dev) return;
  throw new StoreError('gone', `The store ${path} is no longer the file that was opened. ${whatToDo}`);
}
const whatToDo =
  'What is written now is lost when the bot stops: stop it, put the file or a copy of it back, and start it again.';

/** Creates the file, for this user only. */
async function make(path: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await (await open(path, 'a', 0o600)).close();
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
  } catch (error) {
    throw cannotMake(path, error);
  }
}

/** The error when the file or folder of a store cannot be created. */
function cannotMake(path: string, error: unknown): StoreError {
  const known = systemProblem(error);
  return new StoreError(
    known?.problem ?? 'unreadable',
    `Cannot open the store ${path}: ${known?.words ?? `the file cannot be made or written (${codeOf(error)})`}.`,
  );
}

/** Opens the file and checks that it can be read and, unless read-only, written. */
async function tryOut(options: SqliteOptions, inMemory: boolean): Promise<DatabaseSync> {
  const { path, busyTimeout, readOnly } = options;
  try {
    const connection = await connect(options);
    try {
      if (!inMemory) await checkSqliteFile(path, busyTimeout);
      if (!inMemory && !readOnly) takeWriteLock(connection);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError(error.problem, `Cannot open the store ${path}: ${error.message}.`);
  }
}

function takeWriteLock(connection: DatabaseSync): void {
  withStoreErrors(() => {
    connection.exec('BEGIN IMMEDIATE');
    connection.exec('ROLLBACK');
  }, connection);
}
