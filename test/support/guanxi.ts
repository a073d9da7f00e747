import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { startTelegram } from '../../playground/telegram/index.ts';
import type { StartOptions } from '../../src/app/options.ts';
import { start } from '../../src/app/start.ts';
import { type Config, readConfig } from '../../src/config.ts';

type Telegram = Awaited<ReturnType<typeof startTelegram>>;
type Site = Awaited<ReturnType<typeof startBilibili>>;
/** A person at the chat, as the simulated Telegram hands it out. */
export type Actor = ReturnType<Telegram['telegram']['actor']>;

/** The bot between the two simulated servers, taken down when the test ends. */
export interface Guanxi {
  telegram: Telegram['telegram'];
  world: Site['world'];
  config: Config;
  /** The environment the bot was configured from, for a child process. */
  env: Record<string, string>;
  /** A person who writes Chinese, or another language. */
  person(name: string, languageCode?: string): Actor;
  /** A person who is logged in to Bilibili as `mid`, by a pasted cookie. */
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
}

/** Starts both servers and the bot. */
export async function startGuanxi(options: GuanxiOptions = {}): Promise<Guanxi> {
  const site = await startBilibili({ people: 20, ...(options.clock && { now: options.clock.now }) });
  const server = await startTelegram({
    fetchUrl: (url) => url.replace('https:/', site.root),
    ...(options.botApiVersion && { version: options.botApiVersion }),
  });
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  const env = {
    BOT_TOKEN: server.telegram.token,
    TELEGRAM_API_ROOT: server.root,
    BILIBILI_ROOT: site.root,
    STORE_URL: `sqlite://${join(folder, 'guanxi.sqlite')}`,
    ADMINS: '1',
    ALLOWED_USERS: '*',
    READ_SPACING: '0',
    WRITE_SPACING: '0',
    LOG_LEVEL: 'error',
    ...options.env,
  };
  let config = configFrom(env);
  const { clock, patience, drainTime, limits, log } = options;
  const run = () =>
    start(config, {
      qrInterval: 5,
      boardInterval: 20,
      ...(clock && { clock }),
      ...(patience && { patience }),
      ...(drainTime !== undefined && { drainTime }),
      ...(limits && { limits }),
      ...(log && { log }),
    });
  let running = options.withoutBot ? undefined : await run();
  const stop = async () => {
    const ending = running;
    running = undefined;
    await ending?.stop();
  };
  (options.onFinished ?? onTestFinished)(async () => {
    await stop();
    await server.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const person = (name: string, languageCode = 'zh-hans') =>
    server.telegram.actor({ firstName: name, languageCode });
  return {
    telegram: server.telegram,
    world: site.world,
    get config() {
      return config;
    },
    env,
    person,
    async member(name, mid, languageCode) {
      const actor = person(name, languageCode);
      await loginByCookie(actor, site.world.login(mid).cookies);
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

/**
 * Logs a person in the way a pasted cookie does, and passes over the talk: the first look for fans is over then, and asks
 * nothing more for minutes.
 */
export async function loginByCookie(actor: Actor, cookies: Record<string, string>): Promise<void> {
  await actor.send(cookieLine(cookies));
  await actor.see('✅');
  await actor.see('👀');
}

/** A cookie as it stands in a browser's request. */
export function cookieLine(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
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
