/**
 * A program of its own, for tests: uses up the file descriptors of this process, then locks or opens a store, and prints
 * how that failed. Arguments: `lock` or `store`, path, how many descriptors are left.
 */
import { closeSync, openSync } from 'node:fs';
import { openStore, StoreError, takeHold } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

const [what = '', path = '', left = '0'] = process.argv.slice(2);
if (what === 'store') await (await openStore({ path, keys: [storeKey] })).close();
const opened: number[] = [];
try {
  for (;;) opened.push(openSync('/dev/null', 'r'));
} catch {
  for (const descriptor of opened.splice(0, Number(left))) closeSync(descriptor);
}
try {
  if (what === 'lock') await takeHold(`sqlite://${path}`, { use: 'alone' });
  else await openStore({ path, keys: [storeKey] });
  process.stdout.write('opened\n');
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`${error.problem}: ${error.message}\n`);
}
