import { createLocaleOf, type LocaleOf } from '../bot/chat-locale.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type Config, secretsIn } from '../config.ts';
import type { ProcessRole } from '../http/gauges.ts';
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

/**
 * How long to wait for the previous process to release the store, ms: longer than its handlers may take to
 * finish.
 */
const holdTimeout = 6500;

/** What every part of the program is built on. */
export interface Base {
  config: Config;
  clock: Clock;
  log: Log;
  /** This process's hold on the store: without it, it must not work on the store. */
  hold: Hold;
  /** Opened under the hold; new records are sealed with the first key. */
  store: Store;
  localeOf: LocaleOf;
  /**
   * The given role, to be shown; `undefined` where only one process can use the store, so that roles say
   * nothing.
   */
  role(now: ProcessRole): ProcessRole | undefined;
}

/**
 * Opens the log and the store; `undo` closes the store and releases the hold.
 * @throws StoreError when it cannot be opened, or another process holds it
 */
export async function openBase(
  config: Config,
  options: Pick<StartOptions, 'clock' | 'log'>,
  undo: AsyncDisposableStack,
): Promise<Base> {
  const { storeUrl, secretKeys } = config;
  const hold = undo.adopt(await takeHold(storeUrl, { use: 'shared', patience: holdTimeout }), (held) =>
    held.release(),
  );
  const { keys, warning } = await findOrMakeKeys(storeUrl, secretKeys);
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config, keys) });
  hold.lost.addEventListener('abort', () => dropLogLines(log));
  for (const text of [...config.warnings, ...(warning ? [warning] : [])]) log.warn(text);
  const clock = options.clock ?? systemClock;
  const { now } = clock;
  const store = undo.adopt(await openStore({ url: storeUrl, keys, hold, now }), (opened) => opened.close());
  const { language, timezone } = config;
  const localeOf = createLocaleOf({ chats: store.chats, language, timezone });
  const role = (now: ProcessRole) => (hold.shards > 1 ? now : undefined);
  return { config, clock, log, hold, store, localeOf, role };
}

/**
 * Once the hold is lost everything else fails because of it; the loss is reported once, so later lines are
 * dropped.
 */
function dropLogLines(log: Log): void {
  for (const level of ['error', 'warn', 'info'] as const) log[level] = () => undefined;
}

/** Values to redact from log lines, in addition to those recognized by their form. */
function secretsOf(config: Config, keys: readonly SealKey[]): string[] {
  return [...secretsIn(config), ...keys.map(({ key }) => key.toString('base64'))];
}
