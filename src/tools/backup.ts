import { resolve } from 'node:path';
import { exitCodes } from '../app/exit-code-and-message.ts';
import { runTool } from '../app/run-tool.ts';
import type { Config } from '../config.ts';
import { backUp, parseStoreUrl, shownStore, storeExists } from '../storage/index.ts';

/** Copies the store into a file named by the operator; the bot may be running. */
async function main(
  { storeUrl, secretKeys }: Config,
  say: (line: string) => void,
  [file]: readonly string[],
): Promise<number> {
  const address = parseStoreUrl(storeUrl);
  if (address?.engine !== 'sqlite') {
    say(
      `The store ${shownStore(storeUrl)} is a database of its own: copy it with pg_dump, which may run any time.`,
    );
    say('The logins in it are sealed, and the keys are not in it: keep SECRET_KEYS too, in another place.');
    return exitCodes.wrongConfiguration;
  }
  if (file === undefined) {
    say('Say where the copy goes: npm run backup -- FILE');
    return exitCodes.wrongConfiguration;
  }
  const { path } = address;
  if (!(await storeExists(path))) {
    say(`There is no store at ${path}: nothing was copied. STORE_URL says where it is.`);
    return exitCodes.cannotRun;
  }
  const to = resolve(file);
  const bytes = await backUp(path, to);
  say(`${to}: ${bytes} bytes, the whole store as it stood just now.`);
  const keys = secretKeys === undefined ? `the key file ${path}.key` : 'SECRET_KEYS';
  say(`The logins in it are sealed, and the key is not in it: keep ${keys} too, in another place.`);
  return exitCodes.stopped;
}

if (import.meta.main) process.exitCode = await runTool(process, main, { platform: 'optional' });
