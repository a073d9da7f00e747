import { inject, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { start } from '../../src/app/start.ts';
import type { StartOptions } from '../../src/app/start-options.ts';
import type { Clock } from '../../src/clock.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Actor, type ChatServer, type Site, serveQQ, serveTelegram } from './chat-server.ts';
import { createHurriedClock, type TestClock } from './clock.ts';
import { createNewStore } from './new-store.ts';
import { type QQServer, qqServers } from './qq-window.ts';

export { type Actor, cookieLine, loginByCookie } from './chat-server.ts';

/** The bot with simulated servers, stopped when the test ends. */
export interface Guanxi {
  /** Only on Telegram: reading it in a test on QQ fails. */
  telegram: ChatServer['telegram'];
  world: Site['world'];
  config: Config;
  /** The environment of the bot's configuration, for child processes. */
  env: Record<string, string>;
  /**
   * A person who writes Chinese or another language; on QQ everybody starts in Chinese, which has no language
   * codes.
   */
  person(name: string, languageCode?: string): Actor;
  /** A person logged in to Bilibili as `mid`: by cookie on Telegram, by QR code on QQ. */
  member(name: string, mid: number, languageCode?: string): Promise<Actor>;
  /** Restarts the bot with changed settings. */
  restart(changes?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/** Options of a test; by default everybody may use the bot, without spacing, logging errors only. */
export interface GuanxiOptions
  extends Pick<StartOptions, 'clock' | 'handlingTimeout' | 'drainTime' | 'limits' | 'log'> {
  env?: Record<string, string>;
  /** Simulates an outdated Bot API server. */
  botApiVersion?: '7.0';
  /** Starts only the servers. */
  withoutBot?: boolean;
  /** For concurrent tests: the function of the test's own context. */
  onFinished?: typeof onTestFinished;
  /** The QQ to use instead of the run's platform; the number of messages is not checked then. */
  openQQ?: (now: () => number) => Promise<QQServer>;
}

/** Starts the simulated Bilibili, the run's chat platform, and the bot. */
export async function startGuanxi(options: GuanxiOptions = {}): Promise<Guanxi> {
  const platform = inject('platform') ?? 'telegram';
  const openQQ = options.openQQ ?? (platform === 'telegram' ? undefined : qqServers[platform]);
  // On QQ the bot spaces its own messages by seconds.
  const clock = options.clock ?? (openQQ && createHurriedClock());
  const site = await startBilibili({ people: 20, ...(clock && { now: clock.now }) });
  const server = openQQ
    ? await serveQQ(site, openQQ, clock ?? createHurriedClock(), options.openQQ === undefined)
    : await serveTelegram(site, options.botApiVersion);
  const store = await createNewStore();
  const env = {
    ...server.env,
    BILIBILI_ROOT: site.root,
    ...store.env,
    ADMINS: '1',
    ALLOWED_USERS: '*',
    READ_SPACING: '0',
    WRITE_SPACING: '0',
    LOG_LEVEL: 'error',
    ...options.env,
  };
  let config = configFrom(env);
  const { handlingTimeout, drainTime, limits, log } = options;
  const run = async () => {
    const started = await start(config, {
      qrInterval: 5,
      jobMessageInterval: 20,
      ...(clock && { clock }),
      ...(handlingTimeout && { handlingTimeout }),
      ...(drainTime !== undefined && { drainTime }),
      ...(limits && { limits }),
      ...(log && { log }),
    });
    await server.ready();
    return started;
  };
  let running = options.withoutBot ? undefined : await run();
  const stop = async () => {
    const ending = running;
    running = undefined;
    if (ending) await whileTimePasses(clock, ending.stop());
  };
  (options.onFinished ?? onTestFinished)(async () => {
    await stop();
    await server.close();
    await site.close();
    await store.remove();
    server.check();
  });

  const person = (name: string, languageCode = 'zh-hans') => server.person(name, languageCode);
  return {
    telegram: server.telegram,
    world: site.world,
    get config() {
      return config;
    },
    env,
    person,
    async member(name, mid, languageCode) {
      const actor = server.person(name, (openQQ ? undefined : languageCode) ?? 'zh-hans');
      await server.login(actor, mid, languageCode);
      return actor;
    },
    async restart(changes = {}) {
      await stop();
      Object.assign(env, changes);
      config = configFrom(env);
      running = await run();
    },
    stop,
  };
}

/** Waits for something while moving the test clock: messages to QQ may be waiting for their turn. */
async function whileTimePasses<T>(clock: Clock | undefined, work: Promise<T>): Promise<T> {
  if (clock === undefined || !('advance' in clock)) return work;
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (!over) await (clock as TestClock).advance(500);
  }
  return ended;
}

/** Resolves when the site gets a request whose path ends with `pathEnd`. */
export function untilRequested(world: Guanxi['world'], pathEnd: string): Promise<void> {
  return new Promise((resolve) => {
    const off = world.on('request', ({ path }) => {
      if (!path.endsWith(pathEnd)) return;
      off();
      resolve();
    });
  });
}

/** Reads settings that must be valid. */
export function configFrom(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

/** The labels of a message's buttons, by row. */
export function labels(message: {
  reply_markup?: { inline_keyboard: readonly (readonly { text: string }[])[] };
}): string[][] {
  return message.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text)) ?? [];
}
