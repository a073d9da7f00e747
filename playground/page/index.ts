import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const hour = 3_600_000;
/** By how many hours the time may be put forward at once. */
const mostHours = 24;
const folder = fileURLToPath(new URL('public', import.meta.url));

/**
 * The page in which one chats with the bot and makes things happen on the simulated site, as an app that another one can
 * mount at `/`. It loads nothing from elsewhere.
 * @param run names this run of the playground: the page forgets what it kept from another one
 * @param pass puts the time of the playground forward, by milliseconds
 */
export function createPageApp({ run, pass }: { run: string; pass: (ms: number) => void }): Hono {
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
  app.post('/time', async (c) => {
    const { hours } = await c.req.json<{ hours: unknown }>();
    if (typeof hours !== 'number' || !(hours > 0 && hours <= mostHours))
      return c.json({ ok: false, error: `hours must be a number up to ${mostHours}` }, 400);
    pass(hours * hour);
    return c.json({ ok: true });
  });
  return app;
}
