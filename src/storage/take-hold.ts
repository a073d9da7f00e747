import type { Hold, HoldOptions, ProcessCounts } from './process-hold.ts';
import { holdFile } from './sqlite-hold.ts';
import { StoreError } from './store-errors.ts';
import { parseStoreUrl } from './store-url.ts';

/**
 * Takes this process's hold on a store, before anything in it is opened.
 * @param url like STORE_URL
 * @example
 * const hold = await takeHold(config.storeUrl, { use: 'shared', patience: 3000 });
 * hold.lost.addEventListener('abort', () => end(hold.lost.reason));
 * await hold.lead(signal);
 * @throws StoreError 'locked' when another process has it, 'moved' when the store was moved, or why it is
 *   unreachable
 */
export async function takeHold(url: string, options: HoldOptions): Promise<Hold> {
  const address = parseStoreUrl(url);
  if (address?.engine === 'postgres') {
    const { holdPostgres } = await import('./postgres-hold.ts');
    return holdPostgres(address, options);
  }
  if (address === undefined) throw new StoreError('unreadable', 'STORE_URL is no address of a store.');
  return holdFile(address.path, options);
}

/**
 * The number of processes on a store, without taking part; `undefined` when it cannot be known, or there is
 * no store.
 * @throws StoreError
 */
export async function countProcesses(url: string): Promise<ProcessCounts | undefined> {
  const address = parseStoreUrl(url);
  if (address?.engine !== 'postgres') return undefined;
  const { countPostgresProcesses } = await import('./postgres-process-locks.ts');
  return countPostgresProcesses(address);
}
