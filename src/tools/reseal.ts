import { exitCodes } from '../app/exit-code-and-message.ts';
import { runTool } from '../app/run-tool.ts';
import type { Config } from '../config.ts';
import { findOrMakeKeys, openStore, shownStore, storeExists, takeHold } from '../storage/index.ts';

/** Reseals every login with the first of SECRET_KEYS, and names older keys that are no longer needed. */
async function main({ storeUrl, secretKeys }: Config, say: (line: string) => void): Promise<number> {
  if (!(await storeExists(storeUrl))) {
    say(`There is no store at ${shownStore(storeUrl)}: nothing is sealed yet. STORE_URL says where it is.`);
    return exitCodes.cannotRun;
  }
  await using undo = new AsyncDisposableStack();
  // A running bot seals with its own first key, which may be one that is removed here.
  const hold = await takeHold(storeUrl, { use: 'alone' });
  undo.defer(() => hold.release());
  const { keys, fromFile } = await findOrMakeKeys(storeUrl, secretKeys);
  const [first, ...older] = keys.map(({ id }) => id);
  const store = undo.adopt(await openStore({ url: storeUrl, keys }), (opened) => opened.close());
  const { sealed, renewed } = await store.reseal();
  say(`${sealed} sealed records, ${renewed} of them sealed anew. All are sealed with the key "${first}".`);
  for (const id of older)
    say(
      id === fromFile
        ? `Nothing here needs the key "${id}" any more: move the file ${shownStore(storeUrl)}.key away.`
        : `Nothing here needs the key "${id}" any more: take it out of SECRET_KEYS.`,
    );
  if (older.length > 0)
    say('Copies of the store from before still need what you take away: keep it with them.');
  else if (fromFile) say('To change the key, set SECRET_KEYS to a new one and run this again.');
  else say('To change the key, put a new one first in SECRET_KEYS and run this again.');
  return exitCodes.stopped;
}

if (import.meta.main) process.exitCode = await runTool(process, main, { platform: 'optional' });
