import { type Clock, systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLog, type Log } from '../log.ts';
import { findKeys, lockStore, openStore, type SealKey, type Store } from '../storage/index.ts';
import type { StartOptions } from './options.ts';

/** How long the program that ran before may take to give its store back: as long as handlers may finish, and more; ms. */
const lockPatience = 6500;

/** What every part of the program is built on. */
export interface Base {
  config: Config;
  clock: Clock;
  log: Log;
  /** Locked for this process, and sealed with the first key. */
  store: Store;
}

/**
 * Opens the log and the store; `undo` closes the store again.
 * @throws StoreError when it cannot be opened, or another process has it; SealError when no key opens what is in it.
 */
export async function openBase(
  config: Config,
  options: Pick<StartOptions, 'clock' | 'log'>,
  undo: AsyncDisposableStack,
): Promise<Base> {
  undo.adopt(await lockStore(config.storePath, lockPatience), (lock) => lock.release());
  const { keys, warning } = await findKeys(config.storePath, config.secretKeys);
  const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config, keys) });
  for (const text of [...config.warnings, ...(warning ? [warning] : [])]) log.warn(text);
  const store = undo.adopt(await openStore({ path: config.storePath, keys }), (opened) => opened.close());
  await store.reseal();
  return { config, clock: options.clock ?? systemClock, log, store };
}

/** What must never be in a log line, besides what looks like a secret by itself. */
function secretsOf(config: Config, keys: readonly SealKey[]): string[] {
  const others = [config.webhookSecret, config.appSecret].filter((secret) => secret !== undefined);
  return [config.botToken, ...others, ...keys.map(({ key }) => key.toString('base64'))];
}
