import { createLocaleOf, type LocaleOf } from '../bot/chat-locale.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, secretsIn } from '../config.ts';
import type { ProcessRole } from '../http/process-role-type.ts';
import { createLog, type Log } from '../log.ts';
import {
  findOrMakeKeys,
  type Hold,
  openStore,
  type SealKey,
  type Store,
  takeHold,
} from '../storage/index.ts';
import type { StartOptions } from './start-options.ts';

/** How long the program that ran before may take to give its store back: as long as handlers may finish, and more; ms. */
const holdPatience = 6500;

/** What every part of the program is built on. */
export interface Base {
  config: Config;
  clock: Clock;
  log: Log;
  /** What makes this process one that may work on the store. */
  hold: Hold;
  /** Held by this process, and sealed with the first key. */
  store: Store;
  localeOf: LocaleOf;
  /** What this process is to be called now; nothing where no other can be beside it. */
  role(now: ProcessRole): ProcessRole | undefined;
}

/**
 * Opens the log and the store; `undo` closes the store again, and lets the next process have it.
 * @throws StoreError when it cannot be opened, or another process has it.
 */
export async function openBase(
  config: Config,
  options: Pick<StartOptions, 'clock' | 'log'>,
  undo: AsyncDisposableStack,
): Promise<Base> {
  const { storeUrl, secretKeys } = config;
  const hold = undo.adopt(await takeHold(storeUrl, { use: 'shared', patience: holdPatience }), (held) =>
    held.release(),
  );
  const { keys, warning } = await findOrMakeKeys(storeUrl, secretKeys);
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config, keys) });
  hold.lost.addEventListener('abort', () => silence(log));
  for (const text of [...config.warnings, ...(warning ? [warning] : [])]) log.warn(text);
  const clock = options.clock ?? systemClock;
  const { now } = clock;
  const store = undo.adopt(await openStore({ url: storeUrl, keys, hold, now }), (opened) => opened.close());
  const { language, timezone } = config;
  const localeOf = createLocaleOf({ chats: store.chats, language, timezone });
  const role = (now: ProcessRole) => (hold.shards > 1 ? now : undefined);
  return { config, clock, log, hold, store, localeOf, role };
}

/** What fails once the hold is lost fails for that reason, which is said once. */
function silence(log: Log): void {
  for (const level of ['error', 'warn', 'info'] as const) log[level] = () => undefined;
}

/** What must never be in a log line, besides what looks like a secret by itself. */
function secretsOf(config: Config, keys: readonly SealKey[]): string[] {
  return [...secretsIn(config), ...keys.map(({ key }) => key.toString('base64'))];
}
