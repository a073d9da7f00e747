import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { start } from '../../src/app/start.ts';
import type { StartOptions } from '../../src/app/start-options.ts';
import type { Clock } from '../../src/clock.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { type Actor, type ChatServer, type Site, serveQQ, serveTelegram } from './chat-server.ts';
import { createHurriedClock, type TestClock } from './clock.ts';
import { settingsOfNewStore } from './new-store.ts';
import { type QQServer, qqServers } from './qq-window.ts';

export { type Actor, cookieLine, loginByCookie } from './chat-server.ts';

/** The bot between the two simulated servers, taken down when the test ends. */
export interface Guanxi {
  /** Where the chats are on Telegram; a test that reads this does not hold on QQ. */
  telegram: ChatServer['telegram'];
  world: Site['world'];
  config: Config;
  /** The environment the bot was configured from, for a child process. */
  env: Record<string, string>;
  /** A person who writes Chinese, or another language; on QQ nobody says which, so everybody begins in Chinese there. */
  person(name: string, languageCode?: string): Actor;
  /** A person who is logged in to Bilibili as `mid`, by a pasted cookie; on QQ by QR code. */
  member(name: string, mid: number, languageCode?: string): Promise<Actor>;
  /** Stops the bot and starts it again, with settings that are other than before. */
  restart(changes?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/** Settings of one test on top of the usual: everyone may come in, no spacing, errors logged only. */
export interface GuanxiOptions
  extends Pick<StartOptions, 'clock' | 'patience' | 'drainTime' | 'limits' | 'log'> {
  env?: Record<string, string>;
  /** As the Bot API server of an earlier version, such as one of somebody's own may be. */
  botApiVersion?: '7.0';
  /** Starts the servers but not the bot. */
  withoutBot?: boolean;
  /** For tests that run beside each other: that of the test's own context. */
  onFinished?: typeof onTestFinished;
  /** A QQ to start it on, whatever the run is about; what people there are told, and how often, is the test's to say. */
  openQQ?: (now: () => number) => Promise<QQServer>;
}

/** Starts the simulated Bilibili, the chat platform that the run is about, and the bot. */
export async function startGuanxi(options: GuanxiOptions = {}): Promise<Guanxi> {
  const platform = inject('platform') ?? 'telegram';
  const openQQ = options.openQQ ?? (platform === 'telegram' ? undefined : qqServers[platform]);
  // What the bot says by itself on QQ is seconds apart.
  const clock = options.clock ?? (openQQ && createHurriedClock());
  const site = await startBilibili({ people: 20, ...(clock && { now: clock.now }) });
  const server = openQQ
    ? await serveQQ(site, openQQ, clock ?? createHurriedClock(), options.openQQ === undefined)
    : await serveTelegram(site, options.botApiVersion);
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  const env = {
    ...server.env,
    BILIBILI_ROOT: site.root,
    ...(await settingsOfNewStore(folder)),
    ADMINS: '1',
    ALLOWED_USERS: '*',
    READ_SPACING: '0',
    WRITE_SPACING: '0',
    LOG_LEVEL: 'error',
    ...options.env,
  };
  let config = configFrom(env);
  const { patience, drainTime, limits, log } = options;
  const run = async () => {
    const started = await start(config, {
      qrInterval: 5,
      boardInterval: 20,
      ...(clock && { clock }),
      ...(patience && { patience }),
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
    await rm(folder, { recursive: true, force: true });
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

/** Waits for something while a clock that only a test moves goes on: a send to QQ may wait for its turn. */
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

/** Resolves when the site is asked for a path that ends so. */
export function requested(world: Guanxi['world'], pathEnd: string): Promise<void> {
  return new Promise((resolve) => {
    const off = world.on('request', ({ path }) => {
      if (!path.endsWith(pathEnd)) return;
      off();
      resolve();
    });
  });
}

/** The settings, which a test gives right. */
export function configFrom(env: Record<string, string>): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

/** The labels of a message's buttons, row by row. */
export function labels(message: {
  reply_markup?: { inline_keyboard: readonly (readonly { text: string }[])[] };
}): string[][] {
  return message.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text)) ?? [];
}
