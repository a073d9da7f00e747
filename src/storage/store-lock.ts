import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from './make-folder.ts';
import { systemCauseOf } from './sqlite-connection.ts';
import { codeOf, StoreError, systemProblem } from './store-errors.ts';

/** A store that is this process's alone. */
export interface StoreLock {
  /** Lets the next process have it. Safe to repeat. */
  release(): void;
}

/**
 * Makes sure that no other process works on this store, for as long as this one lives: two would each tell every chat
 * of the same fans. The operating system holds the lock on `<path>.lock` and frees it however the process ends, so that
 * nothing goes stale after `kill -9`. ':memory:' needs none.
 * @param patience how long it may take the other process to end, ms: a program that is started again at once meets itself
 * @throws StoreError 'locked' when another process has it, 'unreadable' when the file cannot be made.
 */
export async function lockStore(path: string, patience = 0): Promise<StoreLock> {
  if (path === ':memory:') return { release: () => undefined };
  const store = resolve(path);
  const file = `${store}.lock`;
  await make(file, store);
  const end = performance.now() + patience;
  for (;;) {
    const held = take(file, store);
    if (held !== undefined) return { release: () => held.isOpen && held.close() };
    if (performance.now() >= end)
      throw new StoreError(
        'locked',
        `Another guanxi is running on the store ${store}. Stop it first, or set STORE_URL to give this one a store of its own.`,
      );
    await wait(triedEvery);
  }
}

/** The lock, `undefined` while another process has it. */
function take(file: string, store: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Else a journal would lie beside the lock.
    database.exec('PRAGMA journal_mode = MEMORY');
    // Begun and never ended: nothing is written, and the lock lasts as long as the connection.
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw unusable(file, store, error);
  }
}

/** How often a lock that another has is tried again, ms. */
const triedEvery = 100;

/** SQLITE_BUSY (sqlite.org/rescode.html). */
const busy = 5;

/**
 * Makes the file for this user alone. One that is there is left unopened: closing it here would free the lock, were it
 * ours already (POSIX locks go with the first descriptor that is closed).
 */
async function make(file: string, store: string): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusable(file, store, error);
  }
}

function unusable(file: string, store: string, error: unknown): StoreError {
  const known = systemProblem(error) ?? (isSqliteError(error) ? systemCauseOf(file) : undefined);
  const why = known?.words ?? `its lock ${file} cannot be made or taken (${codeOf(error)})`;
  return new StoreError(known?.problem ?? 'unreadable', `Cannot open the store ${store}: ${why}.`);
}

const isSqliteError = (error: unknown) => error instanceof Error && 'errcode' in error;
