import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const folder = fileURLToPath(new URL('public', import.meta.url));

/**
 * The page in which one chats with the bot and makes things happen on the simulated site, as an app that another one can
 * mount at `/`. It loads nothing from elsewhere.
 * @param run names this run of the playground: the page forgets what it kept from another one
 */
export function createPageApp({ run }: { run: string }): Hono {
  const app = new Hono();
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'self'"] },
    strictTransportSecurity: false,
  });
  // Without this a browser may go on using the files of an older playground.
  const onFound = (_: string, c: Context) => c.header('Cache-Control', 'no-cache');
  app.get('/', headers, serveStatic({ root: folder, path: 'index.html', onFound }));
  app.get('/:file{[\\w-]+\\.(?:js|css|svg)}', headers, serveStatic({ root: folder, onFound }));
  app.get('/run', (c) => c.json({ run }));
  return app;
}
