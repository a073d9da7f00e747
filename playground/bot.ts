import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../src/app/start.ts';
import { formatConfigErrors, readConfig } from '../src/config.ts';
import type { PlaygroundServer } from './server.ts';

/** Options of one run of the bot in the playground. */
export interface BotOptions {
  /** IANA time zone of the times shown in chats; the system's when omitted. */
  timezone?: string;
  /** Aborts a start that is still in progress. */
  signal?: AbortSignal;
}

/** The running bot. */
export interface PlaygroundBot {
  /** Resolves when the bot has stopped by itself. */
  ended: Promise<void>;
  /** Stops the bot and deletes its data. */
  stop(): Promise<void>;
}

/** Starts the real bot against the simulated sites, with a temporary store. */
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
    // The simulated site needs no spacing, and nobody wants to wait five minutes for a first alert.
    ALERT_INTERVAL: '3',
    READ_SPACING: '50',
    WRITE_SPACING: '50',
    LOG_LEVEL: 'error',
  });
  if (!config.ok) throw new Error(formatConfigErrors(config.errors));
  const bot = await start(config.config, {
    qrInterval: 500,
    // The alert should soon follow a press of “lose one”.
    compareEvery: 1000,
    // The simulated site does not mind many logins.
    limits: { logins: 100 },
    clock: server.clock,
    ...(signal && { signal }),
  });
  undo.defer(() => bot.stop());
  const all = undo.move();
  return { ended: bot.ended, stop: () => all.disposeAsync() };
}
