import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../src/app/start.ts';
import { formatConfigErrors, readConfig } from '../src/config.ts';
import type { PlaygroundServer } from './server.ts';

/** What one run of the bot in the playground may differ in. */
export interface BotOptions {
  /** IANA name of the zone in which the chat gives times; that of this machine when left out. */
  timezone?: string;
  /** Gives up a start that is still under way. */
  signal?: AbortSignal;
}

/** The bot while it runs. */
export interface PlaygroundBot {
  /** Resolves when the bot has ended by itself. */
  ended: Promise<void>;
  /** Stops the bot and deletes what it stored. */
  stop(): Promise<void>;
}

/** Starts the real bot between the simulated sites, with a store of its own that does not outlive it. */
export async function startPlaygroundBot(
  server: Pick<PlaygroundServer, 'address' | 'bilibiliRoot' | 'telegram' | 'qq' | 'clock'>,
  { timezone = Intl.DateTimeFormat().resolvedOptions().timeZone, signal }: BotOptions = {},
): Promise<PlaygroundBot> {
  await using undo = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-playground-'));
  undo.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const config = readConfig({
    BOT_TOKEN: server.telegram.token,
    TELEGRAM_API_ROOT: server.address,
    QQ_ONEBOT_URL: server.qq.url,
    QQ_ONEBOT_TOKEN: server.qq.token,
    BILIBILI_ROOT: server.bilibiliRoot,
    STORE_URL: `sqlite://${join(folder, 'playground.sqlite')}`,
    SECRET_KEYS: `playground:${randomBytes(32).toString('base64')}`,
    ALLOWED_USERS: '*',
    TIMEZONE: timezone,
    // The simulated site does not mind, and nobody waits five minutes for a first fan.
    ALERT_INTERVAL: '3',
    READ_SPACING: '50',
    WRITE_SPACING: '50',
    LOG_LEVEL: 'error',
  });
  if (!config.ok) throw new Error(formatConfigErrors(config.errors));
  const bot = await start(config.config, {
    qrInterval: 500,
    // Whoever presses “lose one” wants to read of it.
    compareEvery: 1000,
    // The simulated site distrusts nobody who tries every way in.
    limits: { logins: 100 },
    clock: server.clock,
    ...(signal && { signal }),
  });
  undo.defer(() => bot.stop());
  const all = undo.move();
  return { ended: bot.ended, stop: () => all.disposeAsync() };
}
