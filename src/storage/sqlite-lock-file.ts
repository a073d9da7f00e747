import { open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder } from './make-folder.ts';
import { systemCauseOf } from './sqlite-errors.ts';
import { codeOf, StoreError, systemProblem } from './store-errors.ts';

/** An exclusive lock on a store. */
export interface StoreLock {
  /** Releases the lock. Safe to repeat. */
  release(): void;
}

/**
 * Locks a store for this process: two processes would send every alert twice. The operating system holds the
 * lock on `<path>.lock` and frees it when the process ends in any way, so no stale lock remains after `kill
 * -9`. ':memory:' needs no lock.
 * @param patience how long to wait for the other process to end, ms; a restarted program meets its
 *   predecessor
 * @throws StoreError 'locked' when another process has it, 'unreadable' when the store is no file, or the lock
 *   cannot be created
 */
export async function lockStore(path: string, patience = 0): Promise<StoreLock> {
  if (path === ':memory:') return { release: () => undefined };
  const store = resolve(path);
  await refuseOtherThanFile(store);
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

/** Refuses a folder or device before anything is made beside it. */
async function refuseOtherThanFile(store: string): Promise<void> {
  const there = await stat(store).catch(() => undefined);
  if (there === undefined || there.isFile()) return;
  const what = there.isDirectory() ? 'a folder' : 'no ordinary file';
  throw new StoreError(
    'unreadable',
    `Cannot open the store ${store}: it is ${what}. STORE_URL must name a file, such as sqlite://data/guanxi.sqlite.`,
  );
}

/** The lock; `undefined` while another process has it. */
function take(file: string, store: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Prevents a journal file beside the lock.
    database.exec('PRAGMA journal_mode = MEMORY');
    // Never committed: nothing is written, and the lock lasts as long as the connection.
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return undefined;
    throw unusable(file, store, error);
  }
}

/** How often a taken lock is tried again, ms. */
const triedEvery = 100;

/** SQLITE_BUSY (sqlite.org/rescode.html). */
const busy = 5;

/**
 * Creates the lock file for this user only. An existing one is not opened: closing it would free the lock if
 * this process had it (POSIX locks end with the first descriptor closed).
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
