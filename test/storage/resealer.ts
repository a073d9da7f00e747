/**
 * A program of its own, for tests: prints a line and seals a store anew, slowly enough to be caught at it. Arguments:
 * path, keys as `name:base64`, the first to seal with.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/storage/index.ts';

const [path = '', ...given] = process.argv.slice(2);
const keys = given.map((entry) => {
  const [id = '', key = ''] = entry.split(':');
  return { id, key: Buffer.from(key, 'base64') };
});
const store = await openStore({ path, keys });
writeSync(1, 'begun\n');
await store.reseal();
await store.close();
