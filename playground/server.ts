import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { createBilibiliApp, createWorld, type World } from './bilibili/index.ts';
import { createMovableClock, type MovableClock } from './movable-clock.ts';
import { createPageApp } from './page/index.ts';
import { createOneBotApp, type OneBotPlayground, startOneBot } from './qq/index.ts';
import { refuseOtherPages } from './request-guard.ts';
import { createTelegram, createTelegramApp, type Telegram } from './telegram/index.ts';

/**
 * A running playground: the page, Telegram and Bilibili at one address, and QQ's WebSocket on a port of its
 * own.
 */
export interface PlaygroundServer {
  port: number;
  /** The address of the page, and the Bot API root for the bot. Without a slash at the end. */
  address: string;
  /** The root under which the bot finds Bilibili. */
  bilibiliRoot: string;
  telegram: Telegram;
  qq: OneBotPlayground;
  world: World;
  /** The clock of everything here; the page can move it forward. */
  clock: MovableClock;
  /** Ends all waiting requests and stops listening. */
  close(): Promise<void>;
}

/** Reachable only from this machine. */
const host = '127.0.0.1';
const sitePath = '/bilibili';
/** The QQ number of the first person; the next ones follow. */
const firstNumber = 10_001;
const siteHosts = /(^|\.)(bilibili\.com|hdslb\.com)$/;

/**
 * Starts the playground on 127.0.0.1: Telegram with two people and a group in which both can link their
 * account, QQ with the same two people, and a populated Bilibili. Only its own page can use it.
 * @param options.port the first port tried; 0 for any free one
 * @param options.tries how many ports are tried in turn when taken
 * @param options.now the wall clock, in ms since 1970; the system's by default
 */
export async function startPlayground({
  port = 0,
  tries = 1,
  now,
}: {
  port?: number;
  tries?: number;
  now?: () => number;
} = {}): Promise<PlaygroundServer> {
  const server = createServer();
  const actual = await listen(server, port, tries);
  const address = `http://${host}:${actual}`;
  const bilibiliRoot = address + sitePath;
  const clock = createMovableClock(now);
  const world = createWorld({ now: clock.now });
  const telegram = createTelegram({
    username: 'guanxi_bot',
    now: clock.now,
    fetchUrl: (url) => simulatedUrl(url, bilibiliRoot),
    // The bot polls here, so there is no webhook.
    webhookUrl: () => undefined,
  });
  // The token gives control of the bot's account.
  const qq = await startOneBot({ token: randomUUID(), now: clock.now });
  populate(telegram, qq);
  const { fetch } = createApp({ telegram, qq, world, clock }, actual);
  server.on('request', getRequestListener(fetch, { overrideGlobalObjects: false }));
  return {
    port: actual,
    address,
    bilibiliRoot,
    telegram,
    qq,
    world,
    clock,
    async close() {
      telegram.close();
      await qq.close();
      world.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function createApp(
  { telegram, qq, world, clock }: Pick<PlaygroundServer, 'telegram' | 'qq' | 'world' | 'clock'>,
  port: number,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(refuseOtherPages({ port, site: sitePath }));
  // Uploaded files have the same origin as the page: they must not run scripts.
  app.use('/client/*', secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] } }));
  app.route('/', createPageApp({ run: randomUUID(), advance: clock.advance }));
  app.route(sitePath, createBilibiliApp(world));
  app.route('/qq', createOneBotApp(qq));
  app.route('/', createTelegramApp(telegram));
  return app;
}

function populate(telegram: Telegram, qq: OneBotPlayground): void {
  const lin = telegram.user({ firstName: '小林', username: 'xiaolin', languageCode: 'zh-hans' });
  const alice = telegram.user({ firstName: 'Alice', username: 'alice', languageCode: 'en' });
  for (const [place, person] of [lin, alice].entries()) {
    telegram.privateChat(person);
    qq.befriend(firstNumber + place, person.first_name);
  }
  const group = telegram.group({ title: '追番小组 Anime club', members: [lin, alice] });
  telegram.setMember(group, alice, 'administrator');
}

/** Images of the simulated site are fetched from it; nothing else can be fetched. */
function simulatedUrl(url: string, root: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname, search } = new URL(url);
  return siteHosts.test(host) ? `${root}/${host}${pathname}${search}` : undefined;
}

/** Listens on the first free of `tries` ports, starting with `port`; returns it. */
async function listen(server: Server, port: number, tries: number): Promise<number> {
  for (let attempt = port; ; attempt += 1) {
    try {
      await once(server.listen(attempt, host), 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || attempt + 1 >= port + tries) throw error;
    }
  }
}
