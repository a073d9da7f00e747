/**
 * A program of its own, for tests: writes records `<prefix>0`, `<prefix>1` … to a store and prints the name of each once
 * the store has acknowledged it. Arguments: path or address, prefix, how many (0: until killed).
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/storage/index.ts';
import { storeKey } from './store-key.ts';

const [path = '', prefix = '', count = '0'] = process.argv.slice(2);
const where = path.includes('://') ? { url: path } : { path };
const store = await openStore({ ...where, keys: [storeKey] });
for (let n = 0; count === '0' || n < Number(count); n += 1) {
  await store.chats.update(`${prefix}${n}`, () => ({ timezone: 'x'.repeat(n % 500), sessions: [] }));
  writeSync(1, `${prefix}${n}\n`);
}
await store.close();
