import { randomUUID } from 'node:crypto';
import { link, open, stat, unlink } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { codeOf, StoreError } from './errors.ts';
import { check, connect, withStoreErrors } from './sqlite.ts';

/** As many pages as there may be: in one step, which a bot that writes meanwhile does not make begin again. */
const allPages = 2 ** 30;

/**
 * Copies the store at `path` into the new file `to` (0600) as it stands at one moment, whether a bot is running on it or
 * not. The copy is a single file, whole or not there; keys are not in it.
 * @returns its size in bytes.
 * @throws StoreError
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
    settle(draft);
    await written(draft);
    // Unlike a rename, it leaves alone what is there.
    await link(draft, to);
    return (await stat(to)).size;
  } catch (error) {
    throw inTheirWords(error, path, to);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/** Reads through the copy, and makes it one that needs no second file beside it. */
function settle(file: string): void {
  withStoreErrors(() => {
    const copy = new DatabaseSync(file);
    try {
      copy.exec('PRAGMA journal_mode = DELETE');
      check(copy);
    } finally {
      copy.close();
    }
  });
}

async function written(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function inTheirWords(error: unknown, path: string, to: string): StoreError {
  if (error instanceof StoreError)
    return new StoreError(error.problem, `Cannot copy the store ${path}: ${error.message}.`);
  const code = codeOf(error);
  if (code === 'EEXIST')
    return new StoreError('failed', `${to} is there already. Name a file that is not there yet.`);
  return new StoreError('failed', `Cannot write the copy ${to} (${code}).`);
}

/** Whether there is a store at this path. */
export async function storeExists(path: string): Promise<boolean> {
  return (
    path !== ':memory:' &&
    (await stat(path).then(
      (file) => file.isFile(),
      () => false,
    ))
  );
}
