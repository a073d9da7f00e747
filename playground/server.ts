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

/** The playground while it runs: the page, a Telegram, a QQ and a Bilibili, all at one address but for what the bot dials on QQ. */
export interface PlaygroundServer {
  port: number;
  /** Where the page is; also what the bot takes for Telegram. No slash at its end. */
  address: string;
  /** What the bot takes for Bilibili. */
  bilibiliRoot: string;
  telegram: Telegram;
  qq: OneBotPlayground;
  world: World;
  /** What everything here goes by; the page can put it forward. */
  clock: MovableClock;
  /** Ends everything that waits, and stops listening. */
  close(): Promise<void>;
}

/** Only this machine can reach the playground. */
const host = '127.0.0.1';
const sitePath = '/bilibili';
/** The QQ number of the first person; the others have those after it. */
const firstNumber = 10_001;
const siteHosts = /(^|\.)(bilibili\.com|hdslb\.com)$/;

/**
 * Starts the playground on 127.0.0.1: two people and a group of both in Telegram, which either may link, the same two on QQ, and the
 * populated Bilibili.
 * No web page but its own can use it. When `port` is taken the next of `tries` ports is used; 0 takes any free one. `now` is another
 * wall clock than the machine's, in ms since 1970.
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
    fetchUrl: (url) => atSite(url, bilibiliRoot),
    // The bot here polls: nothing was started that an update could be delivered to.
    webhookUrl: () => undefined,
  });
  // Whoever knows the token speaks as the bot.
  const qq = await startOneBot({ token: randomUUID(), now: clock.now });
  populate(telegram, qq);
  server.on('request', getRequestListener(createApp({ telegram, qq, world, clock }, actual).fetch));
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
  // Files that people upload come from the same address as the page: none of them may run a script.
  app.use('/client/*', secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] } }));
  app.route('/', createPageApp({ run: randomUUID(), pass: clock.pass }));
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

/** Pictures of the simulated site lie at the simulated site; everything else cannot be fetched. */
function atSite(url: string, root: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname, search } = new URL(url);
  return siteHosts.test(host) ? `${root}/${host}${pathname}${search}` : undefined;
}

/** Listens on the first free of `tries` ports from `port` on, and returns which. */
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
