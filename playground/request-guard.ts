import type { MiddlewareHandler } from 'hono';

/** Origins of the simulated site: the bot sends them as a Bilibili client. */
const sitePage = /^https:\/\/[\w-]+\.bilibili\.com$/;

/**
 * Refuses requests from other web pages with 403. The server only listens on this machine, but any page open
 * in a browser there can reach it. Refused are a `Host` other than the server's own (DNS rebinding), requests
 * that the browser marks as made by another site, and a foreign `Origin`.
 * @param port the server's port
 * @param site path of the simulated site
 */
export function refuseOtherPages({ port, site }: { port: number; site: string }): MiddlewareHandler {
  // URL omits a default port, as browsers do.
  const origins = ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).origin);
  const isOwn = (origin: string | undefined) => origin !== undefined && origins.includes(origin);
  return async (c, next) => {
    const origin = c.req.header('origin');
    const from = c.req.header('sec-fetch-site') ?? 'none';
    // Other pages may link here; opening the page has no effect by itself.
    const opensPage = c.req.method === 'GET' && c.req.path === '/';
    const trusted =
      isOwn(`http://${c.req.header('host')}`) &&
      (origin === undefined ||
        isOwn(origin) ||
        (c.req.path.startsWith(`${site}/`) && sitePage.test(origin))) &&
      (from === 'none' || from === 'same-origin' || opensPage);
    if (!trusted) return c.text('Only the page of this playground may ask it.', 403);
    return next();
  };
}
