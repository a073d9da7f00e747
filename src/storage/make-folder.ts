import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './store-errors.ts';

/**
 * Makes a folder, for this user alone, and those above it. Node's own recursive way never ends where a folder that is
 * there takes no new one and calls that "not found", as /proc does.
 * @throws the system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const parent = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // What is there and is no folder shows when a file is made in it.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
