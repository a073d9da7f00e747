/** A program of its own, for tests: starts a store on a small disk and writes until that fails; prints how. */
import { findOrMakeKeys, openStore, StoreError, takeHold } from '../../src/storage/index.ts';

const [path = ''] = process.argv.slice(2);
try {
  await takeHold(`sqlite://${path}`, { use: 'alone' });
  const { keys } = await findOrMakeKeys(path);
  const store = await openStore({ path, keys });
  for (let n = 1; ; n += 1)
    await store.chats.update(`${n}`, () => ({ sessions: [], timezone: 'x'.repeat(500) }));
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  process.stdout.write(`${error.problem}: ${error.message}\n`);
}
