import { open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import { codeOf, movedMessage, StoreError } from './store-errors.ts';

const mark = z.object({
  /** File name of the store in this folder. */
  store: z.string(),
  /** Where it was moved to, without secrets. */
  to: z.string(),
  /** Id of the move, which the target store knows too. */
  move: z.string(),
  /** False while the move is in progress. */
  done: z.boolean(),
});

/** Marks a SQLite store as moved. The store's own files are unchanged. */
export type MoveMark = z.infer<typeof mark>;

const markFile = (path: string) => join(dirname(path), 'moved');

/**
 * Reads the mark of the store at `path` (absolute); `undefined` when it was not moved.
 * @throws StoreError when it cannot be read
 */
export async function readMoveMark(path: string): Promise<MoveMark | undefined> {
  let text: string;
  try {
    text = await readFile(markFile(path), 'utf8');
  } catch (error) {
    // If there is no such folder, there is no store either; opening it reports that better.
    if (['ENOENT', 'ENOTDIR', 'EMFILE', 'ENFILE'].includes(codeOf(error))) return undefined;
    throw new StoreError('unreadable', `Cannot read ${markFile(path)} (${codeOf(error)}).`);
  }
  const found = mark.safeParse(jsonOrUndefined(text)).data;
  if (found === undefined)
    throw new StoreError(
      'damaged',
      `The file ${markFile(path)} should say where the store was moved to, and does not. Put the right one back, or delete it if the store was not moved.`,
    );
  return join(dirname(path), found.store) === path ? found : undefined;
}

/** Writes the mark atomically. */
export async function writeMoveMark(path: string, what: MoveMark): Promise<void> {
  const draft = `${markFile(path)}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(what)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, markFile(path));
}

/** Removes the mark, so that the store can be used again. */
export async function removeMoveMark(path: string): Promise<void> {
  await unlink(markFile(path)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}

/**
 * Refuses to use a moved store: two running copies would send every alert twice.
 * @throws StoreError 'moved'
 */
export async function refuseMovedFile(path: string): Promise<void> {
  const found = await readMoveMark(path);
  if (found) throw new StoreError('moved', movedMessage(path, found.to, found.done));
}
