import { resolve } from 'node:path';
import { exitCodes, runTool } from '../app/lifecycle.ts';
import type { Config } from '../config.ts';
import { backUp, storeExists } from '../storage/index.ts';

/** Copies the store into the file that the operator names; the bot may run meanwhile. */
async function main(
  { storePath, secretKeys }: Config,
  say: (line: string) => void,
  [file]: string[],
): Promise<number> {
  if (file === undefined) {
    say('Say where the copy goes: npm run backup -- FILE');
    return exitCodes.wrongConfiguration;
  }
  if (!(await storeExists(storePath))) {
    say(`There is no store at ${storePath}: nothing was copied. STORE_URL says where it is.`);
    return exitCodes.cannotRun;
  }
  const to = resolve(file);
  const bytes = await backUp(storePath, to);
  say(`${to}: ${bytes} bytes, the whole store as it stood just now.`);
  const keys = secretKeys === undefined ? `the key file ${storePath}.key` : 'SECRET_KEYS';
  say(`The logins in it are sealed, and the key is not in it: keep ${keys} too, in another place.`);
  return exitCodes.stopped;
}

if (import.meta.main)
  process.exitCode = await runTool(process.env, (config, say) => main(config, say, process.argv.slice(2)));
