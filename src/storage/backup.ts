import { randomUUID } from 'node:crypto';
import { link, open, stat, unlink } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { checkSqliteFile } from './check-sqlite-file.ts';
import { connect } from './sqlite-connection.ts';
import { withStoreErrors } from './sqlite-errors.ts';
import { codeOf, StoreError, systemProblem } from './store-errors.ts';

/** Copies all pages in one step, which writes of a running bot do not restart. */
const allPages = 2 ** 30;

/**
 * Copies a consistent snapshot of the store at `path` into the new file `to` (0600), also while a bot runs on
 * it. The copy is a single complete file, or none; it contains no keys.
 * @returns its size in bytes
 * @throws StoreError
 * @example const bytes = await backUp('guanxi.db', 'guanxi-2026-01-31.db');
 */
export async function backUp(path: string, to: string): Promise<number> {
  const draft = `${to}.${randomUUID()}`;
  try {
    await (await open(draft, 'wx', 0o600)).close();
    const source = await connect({ path, busyTimeout: 5000, readOnly: true });
    try {
      await backup(source, draft, { rate: allPages });
    } finally {
      source.close();
    }
    await makeSingleFile(draft);
    await syncFile(draft);
    // Unlike a rename, this does not overwrite an existing file.
    await link(draft, to);
    return (await stat(to)).size;
  } catch (error) {
    throw copyFailed(error, path, to);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/** Makes the copy a single file without a WAL, and checks it. */
async function makeSingleFile(file: string): Promise<void> {
  withStoreErrors(() => {
    const copy = new DatabaseSync(file);
    try {
      copy.exec('PRAGMA journal_mode = DELETE');
    } finally {
      copy.close();
    }
  }, file);
  await checkSqliteFile(file, 0);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function copyFailed(error: unknown, path: string, to: string): StoreError {
  if (error instanceof StoreError)
    return new StoreError(error.problem, `Cannot copy the store ${path}: ${error.message}.`);
  const code = codeOf(error);
  if (code === 'EEXIST')
    return new StoreError('failed', `${to} is there already. Name a file that is not there yet.`);
  const known = systemProblem(error);
  return new StoreError(known?.problem ?? 'failed', `Cannot write the copy ${to} (${known?.words ?? code}).`);
}
