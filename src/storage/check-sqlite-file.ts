import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { withStoreErrors } from './sqlite-errors.ts';
import { StoreError, type StoreProblem } from './store-errors.ts';

/** Files up to this size (bytes) are checked in this thread: that takes less time than starting another. */
const readInPlace = 1 << 20;

/**
 * Reads through a SQLite file to check it, in a worker thread when it is large: two seconds for 10 000
 * watched accounts.
 * @throws StoreError 'damaged', or why it cannot be read
 */
export async function checkSqliteFile(path: string, busyTimeout: number): Promise<void> {
  if (sizeOf(path) <= readInPlace) return checkFile(path, busyTimeout);
  const worker = new Worker(new URL(import.meta.url), { workerData: { quickCheck: [path, busyTimeout] } });
  const { promise, resolve, reject } = Promise.withResolvers<[StoreProblem, string] | 'whole'>();
  worker.once('message', resolve).once('error', reject);
  const result = await promise;
  if (result !== 'whole') throw new StoreError(...result);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function checkFile(path: string, busyTimeout: number): void {
  withStoreErrors(() => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeout });
    try {
      const [row] = database.prepare('PRAGMA quick_check(1)').all();
      if (row?.quick_check !== 'ok')
        throw new StoreError('damaged', 'the file is damaged, or is no SQLite database');
    } finally {
      database.close();
    }
  }, path);
}

if (!isMainThread && Array.isArray(workerData?.quickCheck)) {
  try {
    const [path, busyTimeout]: [string, number] = workerData.quickCheck;
    checkFile(path, busyTimeout);
    parentPort?.postMessage('whole');
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    parentPort?.postMessage([error.problem, error.message]);
  }
}
