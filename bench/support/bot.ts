import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config.ts';
import { token } from './token.ts';

/** Starts the whole bot with these addresses and a temporary store. */
export async function startBot(addresses: {
  telegram: string;
  bilibili?: string;
}): Promise<{ stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const result = readConfig({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: addresses.telegram,
    BILIBILI_ROOT: addresses.bilibili,
    STORE_URL: `sqlite://${join(folder, 'guanxi.sqlite')}`,
    ADMINS: '1',
    ALLOWED_USERS: '*',
    READ_SPACING: '0',
    WRITE_SPACING: '0',
    DAILY_WRITES: '100000',
    LOG_LEVEL: 'error',
  });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const running = await start(result.config, {
    // Benchmarks are faster than the limits allow.
    limits: { commands: Infinity, presses: Infinity, logins: Infinity },
  });
  return {
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}
