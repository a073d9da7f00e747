import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './store-errors.ts';

/**
 * Creates a folder for this user only, with missing parents. Node's recursive mkdir never returns where an
 * existing folder refuses a new one with "not found", as /proc does.
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
    // If it exists but is not a folder, creating a file in it will fail.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
