/** A program of its own, for tests: moves a store. Prints a line before, and how many records after. Arguments: from, to. */
import { writeSync } from 'node:fs';
import { moveStore, StoreError } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

const [from = '', to = ''] = process.argv.slice(2);
writeSync(1, 'begun\n');
try {
  for (;;) {
    const moved = await moveStore(from, to, [storeKey]).catch((error: unknown) => {
      // The server has not noticed yet that the last one was killed.
      if (error instanceof StoreError && error.problem === 'locked') return undefined;
      throw error;
    });
    if (moved === undefined) continue;
    writeSync(1, `${moved.records}\n`);
    break;
  }
} catch (error) {
  // An earlier one had come to its end, and was killed right after.
  if (!(error instanceof StoreError && error.problem === 'moved')) throw error;
}
