import { exitCodes, runTool } from '../app/lifecycle.ts';
import type { Config } from '../config.ts';
import { findKeys, lockStore, openStore, storeExists } from '../storage/index.ts';

/** Seals every login with the first of SECRET_KEYS, and says which older keys may go. */
async function main({ storePath, secretKeys }: Config, say: (line: string) => void): Promise<number> {
  if (!(await storeExists(storePath))) {
    say(`There is no store at ${storePath}: nothing is sealed yet. STORE_URL says where it is.`);
    return exitCodes.cannotRun;
  }
  // A bot that runs seals with its own first key, which may be one that this takes away.
  const lock = await lockStore(storePath);
  try {
    return await reseal(storePath, secretKeys, say);
  } finally {
    lock.release();
  }
}

async function reseal(
  storePath: string,
  secretKeys: Config['secretKeys'],
  say: (line: string) => void,
): Promise<number> {
  const { keys, fromFile } = await findKeys(storePath, secretKeys);
  const [first, ...older] = keys.map(({ id }) => id);
  const store = await openStore({ path: storePath, keys });
  try {
    const { sealed, renewed } = await store.reseal();
    say(`${sealed} sealed records, ${renewed} of them sealed anew. All are sealed with the key "${first}".`);
  } finally {
    await store.close();
  }
  for (const id of older)
    say(
      id === fromFile
        ? `Nothing here needs the key "${id}" any more: move the file ${storePath}.key away.`
        : `Nothing here needs the key "${id}" any more: take it out of SECRET_KEYS.`,
    );
  if (older.length > 0)
    say('Copies of the store from before still need what you take away: keep it with them.');
  else if (fromFile) say('To change the key, set SECRET_KEYS to a new one and run this again.');
  else say('To change the key, put a new one first in SECRET_KEYS and run this again.');
  return exitCodes.stopped;
}

if (import.meta.main) process.exitCode = await runTool(process.env, main);
