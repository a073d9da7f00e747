import { exitCodes } from '../app/exit-code-and-message.ts';
import { runTool } from '../app/run-tool.ts';
import type { Config } from '../config.ts';
import { moveStore, parseStoreUrl, reopenStore, shownStore } from '../storage/index.ts';

const usage = [
  'Say from where to where: npm run move -- FROM TO',
  'Each is an address as in STORE_URL: sqlite:// and a path, or postgres://user:password@host/database.',
  'npm run move -- --reopen STORE lets a store that was moved be started again as it was. Never start both: every new fan would be told twice.',
];

/** Moves the whole store to another place or engine; the bot must not be running on either. */
async function main(
  { secretKeys }: Config,
  say: (line: string) => void,
  args: readonly string[],
): Promise<number> {
  const [from, to, ...more] = args;
  if (from === '--reopen' && to !== undefined && more.length === 0) return reopen(to, say);
  const known = from !== undefined && to !== undefined && more.length === 0;
  if (!known || parseStoreUrl(from) === undefined || parseStoreUrl(to) === undefined) {
    for (const line of usage) say(line);
    return exitCodes.wrongConfiguration;
  }
  const { records, ...ends } = await moveStore(from, to, secretKeys ?? []);
  say(`${records} records moved from ${ends.from} to ${ends.to}: all of them, counted there.`);
  say(
    `Set STORE_URL to ${to.startsWith('sqlite:') ? to : shownStore(to)}. The old store keeps what it has, and does not start any more.`,
  );
  return exitCodes.stopped;
}

async function reopen(url: string, say: (line: string) => void): Promise<number> {
  const to = await reopenStore(url);
  if (to === undefined) say(`The store ${shownStore(url)} was not moved: nothing was changed.`);
  else
    say(
      `The store ${shownStore(url)} starts again, as it was when it was moved. Never start ${to} beside it.`,
    );
  return exitCodes.stopped;
}

if (import.meta.main) process.exitCode = await runTool(process, main, { platform: 'optional' });
