import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { createBilibiliApp, createWorld, type World } from './bilibili/index.ts';
import { createTelegram, createTelegramApp, PLAYGROUND_TOKEN, type Telegram } from './telegram/index.ts';

/** The playground while it runs: the page, a Telegram and a Bilibili, all at one address. */
export interface PlaygroundServer {
  port: number;
  /** Where the page is; also what the bot takes for Telegram. No slash at its end. */
  address: string;
  /** What the bot takes for Bilibili. */
  bilibiliRoot: string;
  telegram: Telegram;
  world: World;
  /** Ends everything that waits, and stops listening. */
  close(): Promise<void>;
}

/** Only this machine can reach the playground. */
const host = '127.0.0.1';
const pageFolder = fileURLToPath(new URL('page', import.meta.url));
const siteHosts = /(^|\.)(bilibili\.com|hdslb\.com)$/;

/**
 * Starts the playground on 127.0.0.1: two people and a group of both in Telegram, which either may link, and the populated Bilibili. When
 * `port` is taken the next of `tries` ports is used; 0 takes any free one. `now` gives the milliseconds since 1970 that
 * both sites go by.
 */
export async function startPlayground({
  port = 0,
  tries = 1,
  now = Date.now,
}: {
  port?: number;
  tries?: number;
  now?: () => number;
} = {}): Promise<PlaygroundServer> {
  const server = createServer();
  const actual = await listen(server, port, tries);
  const address = `http://${host}:${actual}`;
  const bilibiliRoot = `${address}/bilibili`;
  const world = createWorld({ now });
  const telegram = createTelegram({
    token: PLAYGROUND_TOKEN,
    username: 'guanxi_bot',
    now,
    fetchUrl: (url) => atSite(url, bilibiliRoot),
  });
  populate(telegram);
  server.on('request', getRequestListener(createApp(telegram, world, String(Date.now())).fetch));
  return {
    port: actual,
    address,
    bilibiliRoot,
    telegram,
    world,
    close() {
      telegram.close();
      world.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** `run` names this run: the page forgets what it kept from another one. */
function createApp(telegram: Telegram, world: World, run: string): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Files that people upload come from the same address as the page: none of them may run a script.
  app.use('/client/*', secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [] } }));
  const page = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'self'"] },
    strictTransportSecurity: false,
  });
  // Without this a browser may go on using the files of an older playground.
  const onFound = (_: string, c: Context) => c.header('Cache-Control', 'no-cache');
  app.get('/', page, serveStatic({ root: pageFolder, path: 'index.html', onFound }));
  app.get('/:file{[\\w-]+\\.(?:js|css|svg)}', page, serveStatic({ root: pageFolder, onFound }));
  app.get('/run', (c) => c.json({ run }));
  app.route('/bilibili', createBilibiliApp(world));
  app.route('/', createTelegramApp(telegram));
  return app;
}

function populate(telegram: Telegram): void {
  const lin = telegram.user({ firstName: '小林', username: 'xiaolin', languageCode: 'zh-hans' });
  const alice = telegram.user({ firstName: 'Alice', username: 'alice', languageCode: 'en' });
  for (const person of [lin, alice]) telegram.privateChat(person);
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
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(attempt, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      const bound = server.address();
      return typeof bound === 'object' && bound ? bound.port : attempt;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || attempt + 1 >= port + tries) throw error;
    }
  }
}
