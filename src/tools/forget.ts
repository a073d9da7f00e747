import { forgetUser } from '../accounts/forget-user.ts';
import { exitCodes } from '../app/exit-code-and-message.ts';
import { runTool } from '../app/run-tool.ts';
import { userIdOf, userNameOf } from '../app/users-named-in-settings.ts';
import { type Config, parseConfiguredUser } from '../config.ts';
import { findOrMakeKeys, openStore, shownStore, storeExists, takeHold } from '../storage/index.ts';

/** Erases everything stored about one user; the bot must not be running on the store. */
async function main(
  { storeUrl, secretKeys }: Config,
  say: (line: string) => void,
  [written, ...more]: readonly string[],
): Promise<number> {
  const name = parseConfiguredUser(written ?? '');
  if (name === undefined || more.length > 0) {
    say('Say whom: npm run forget -- USER, as they stand in ALLOWED_USERS: a Telegram user id, or qq:10001.');
    return exitCodes.wrongConfiguration;
  }
  if (!(await storeExists(storeUrl))) {
    say(
      `There is no store at ${shownStore(storeUrl)}: nothing is kept of anybody. STORE_URL says where it is.`,
    );
    return exitCodes.cannotRun;
  }
  await using undo = new AsyncDisposableStack();
  const hold = await takeHold(storeUrl, { use: 'alone' });
  undo.defer(() => hold.release());
  const { keys } = await findOrMakeKeys(storeUrl, secretKeys);
  const store = undo.adopt(await openStore({ url: storeUrl, keys }), (opened) => opened.close());
  const { logins, subscriptions, jobs, notes, groups, joined } = await forgetUser(
    store,
    await userIdOf(name, store),
  );
  say(
    `Erased for ${name}: ${logins} logins, ${subscriptions} watched accounts, ${jobs} jobs, ${notes} notes, ${groups} linked groups.`,
  );
  for (const other of joined) {
    const otherName = await userNameOf(other, store);
    say(
      `${otherName} was joined to them, and is apart now with what is theirs. To erase that too: npm run forget -- ${otherName}`,
    );
  }
  say('Backups from before still hold it. Their logins at Bilibili end when they change the password.');
  return exitCodes.stopped;
}

if (import.meta.main) process.exitCode = await runTool(process, main, { platform: 'optional' });
