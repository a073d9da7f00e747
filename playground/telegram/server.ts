import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createTelegramApp } from './http/app.ts';
import type { TelegramOptions } from './state/state.ts';
import { createTelegram, type Telegram } from './telegram.ts';

/** Options for serving Telegram on a local port. */
export interface StartOptions extends TelegramOptions {
  /** A free port when omitted. */
  port?: number;
  /** A Telegram to serve again, after its server was closed with `keep`. */
  telegram?: Telegram;
}

/** A simulated Telegram that is listening. */
export interface RunningTelegram {
  telegram: Telegram;
  /** For TELEGRAM_API_ROOT, without a slash at the end. */
  root: string;
  port: number;
  /** Stops listening and ends all open requests. With `keep`, the Telegram can be served again. */
  close(options?: { keep?: boolean }): Promise<void>;
}

/** Starts a Telegram on 127.0.0.1. */
export async function startTelegram({
  port = 0,
  telegram: known,
  ...options
}: StartOptions = {}): Promise<RunningTelegram> {
  const telegram = known ?? createTelegram(options);
  const server = createAdaptorServer({
    fetch: createTelegramApp(telegram).fetch,
    // The bot under test has the same globals.
    overrideGlobalObjects: false,
  }) as Server;
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: actual } = server.address() as AddressInfo;
  return {
    telegram,
    root: `http://127.0.0.1:${actual}`,
    port: actual,
    async close({ keep = false } = {}) {
      if (!keep) telegram.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
