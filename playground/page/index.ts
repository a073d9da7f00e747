import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const hour = 3_600_000;
/** How many hours the clock can be moved forward at once. */
const mostHours = 24;
const folder = fileURLToPath(new URL('public', import.meta.url));

/**
 * The page for chatting with the bot and changing the simulated sites, as a Hono app to be mounted at `/`.
 * Loads nothing from other servers.
 * @param run identifies this run of the playground: the page discards what it stored during another one
 * @param advance moves the clock of the playground forward, in ms
 */
export function createPageApp({ run, advance }: { run: string; advance: (ms: number) => void }): Hono {
  const app = new Hono();
  const headers = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'self'"] },
    strictTransportSecurity: false,
  });
  // Without this a browser may use cached files of an older version.
  const onFound = (_: string, c: Context) => c.header('Cache-Control', 'no-cache');
  app.get('/', headers, serveStatic({ root: folder, path: 'index.html', onFound }));
  app.get('/:file{[\\w-]+\\.(?:js|css|svg)}', headers, serveStatic({ root: folder, onFound }));
  app.get('/run', (c) => c.json({ run }));
  app.post('/time', async (c) => {
    const { hours } = await c.req.json<{ hours: unknown }>();
    if (typeof hours !== 'number' || !(hours > 0 && hours <= mostHours))
      return c.json({ ok: false, error: `hours must be a number up to ${mostHours}` }, 400);
    advance(hours * hour);
    return c.json({ ok: true });
  });
  return app;
}
