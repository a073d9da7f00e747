import { expect, vi } from 'vitest';
import type { startBilibili } from '../../playground/bilibili/index.ts';
import { startTelegram } from '../../playground/telegram/index.ts';
import type { Clock } from '../../src/clock.ts';
import type { TestClock } from './clock.ts';
import { patience } from './patience.ts';
import { createQQActor, type QQActor } from './qq-actor.ts';
import type { QQServer, qqServers } from './qq-window.ts';
import { watchConnections } from './watch-connections.ts';

type Telegram = Awaited<ReturnType<typeof startTelegram>>;
export type Site = Awaited<ReturnType<typeof startBilibili>>;
/** A person in a simulated Telegram chat; people on QQ have the same interface. */
export type Actor = ReturnType<Telegram['telegram']['actor']>;
/** A chat platform to test the bot on. */
export type PlatformName = 'telegram' | keyof typeof qqServers;

declare module 'vitest' {
  interface ProvidedContext {
    /** The platform of the flow tests; Telegram when not provided. */
    platform: PlatformName;
  }
}

/** A simulated chat platform and its people. */
export interface ChatServer {
  telegram: Telegram['telegram'];
  /** The bot's settings for the platform. */
  env: Record<string, string>;
  person(name: string, languageCode: string): Actor;
  login(actor: Actor, mid: number, languageCode: string | undefined): Promise<void>;
  /** Resolves when the bot receives messages. */
  ready(): Promise<void>;
  /** Fails if the bot did something it must not do. */
  check(): void;
  close(): Promise<void>;
}

/** @param version the version of the Bot API, if not the newest */
export async function serveTelegram(site: Site, version?: '7.0'): Promise<ChatServer> {
  const { telegram, root, close } = await startTelegram({
    fetchUrl: (url) => url.replace('https:/', site.root),
    ...(version && { version }),
  });
  return {
    telegram,
    env: { BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: root },
    person: (firstName, languageCode) => telegram.actor({ firstName, languageCode }),
    login: (actor, mid) => loginByCookie(actor, site.world.login(mid).cookies),
    ready: async () => undefined,
    check: () => undefined,
    close,
  };
}

/** Throws on every access: there is no Telegram in tests on QQ. */
function noTelegram(): ChatServer['telegram'] {
  const fail = () => {
    throw new Error('There is no Telegram in a test on QQ');
  };
  return new Proxy({} as ChatServer['telegram'], { get: fail });
}

/** @param countsTalk whether to check the number of the bot's messages */
export async function serveQQ(
  { world }: Site,
  openQQ: (now: () => number) => Promise<QQServer>,
  clock: Clock,
  countsTalk: boolean,
): Promise<ChatServer> {
  const qq = await openQQ(clock.now);
  const elsewhere: string[] = [];
  const stopWatching = watchConnections((address) => elsewhere.push(address));
  const actors: QQActor[] = [];
  const advance = 'advance' in clock ? (clock as TestClock).advance : undefined;
  return {
    telegram: noTelegram(),
    env: qq.env,
    person(name, languageCode) {
      if (languageCode !== 'zh-hans') throw new Error('Nobody on QQ says which language they speak');
      const actor = createQQActor({ name, window: qq.open(name), advance });
      actors.push(actor);
      return actor;
    },
    async login(actor, mid, languageCode) {
      await loginByPhone(actor, world, mid);
      if (languageCode === undefined || languageCode.startsWith('zh')) return;
      await actor.send('/settings');
      await actor.press('English');
      await actor.see('Language: English');
    },
    async ready() {
      await vi.waitUntil(qq.connected, { timeout: patience });
      for (const actor of actors) actor.restarted();
    },
    check() {
      stopWatching();
      expect(elsewhere, 'nothing leaves this machine').toEqual([]);
      if (countsTalk) for (const actor of actors) actor.checkTalk();
    },
    close: qq.close,
  };
}

/** The last login by QR code at each site; the site does not say which code is shown in which chat. */
const lastScan = new WeakMap<Site['world'], Promise<void>>();

/** Logs a person in by QR code, after others who are logging in, and skips the messages about it. */
export async function loginByPhone(actor: Actor, world: Site['world'], mid: number): Promise<void> {
  const scan = Promise.resolve(lastScan.get(world)).then(async () => {
    await actor.send('/login');
    await actor.press('扫码登录');
    const code = await vi.waitUntil(() => world.qr.pending()[0], { timeout: patience });
    world.qr.scan(code.key, mid);
    world.qr.confirm(code.key);
    await actor.see('✅');
  });
  lastScan.set(world, scan);
  await scan;
  await actor.see('👀');
}

/**
 * Logs a person in by a pasted cookie and skips the messages about it. The first poll has ended then, and the
 * next comes minutes later.
 */
export async function loginByCookie(actor: Actor, cookies: Record<string, string>): Promise<void> {
  await actor.send(cookieLine(cookies));
  await actor.see('✅');
  await actor.see('👀');
}

/** Cookies as in a Cookie header. */
export function cookieLine(cookies: Record<string, string>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
